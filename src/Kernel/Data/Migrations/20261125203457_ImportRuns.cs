using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Kernel.Data.Migrations
{
    /// <inheritdoc />
    public partial class ImportRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "block_hash",
                schema: "kernel",
                table: "audit_entry",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "block_rows",
                schema: "kernel",
                table: "audit_entry",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "audit_part",
                schema: "kernel",
                columns: table => new
                {
                    block = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: true),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_part", x => new { x.block, x.no });
                });

            migrationBuilder.CreateTable(
                name: "import_file",
                schema: "kernel",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_file", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_mapping",
                schema: "kernel",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    columns = table.Column<string>(type: "jsonb", nullable: false),
                    header = table.Column<string[]>(type: "text[]", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_mapping", x => new { x.kind, x.name });
                });

            migrationBuilder.CreateTable(
                name: "import_row",
                schema: "kernel",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    client_id = table.Column<Guid>(type: "uuid", nullable: true),
                    label = table.Column<string>(type: "text", nullable: true),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true),
                    field = table.Column<string>(type: "text", nullable: true),
                    code = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    values = table.Column<string[]>(type: "text[]", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_row", x => new { x.run_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "import_run",
                schema: "kernel",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    dry_run = table.Column<bool>(type: "boolean", nullable: false),
                    all_or_nothing = table.Column<bool>(type: "boolean", nullable: false),
                    hold = table.Column<bool>(type: "boolean", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    mapping = table.Column<string>(type: "jsonb", nullable: true),
                    encoding = table.Column<string>(type: "text", nullable: true),
                    header = table.Column<string[]>(type: "text[]", nullable: false),
                    delimiter = table.Column<string>(type: "text", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    created = table.Column<int>(type: "integer", nullable: false),
                    updated = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    actor = table.Column<string>(type: "jsonb", nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    heartbeat_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fault_code = table.Column<string>(type: "text", nullable: true),
                    fault = table.Column<string>(type: "text", nullable: true),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<string>(type: "text", nullable: true),
                    undone = table.Column<int>(type: "integer", nullable: false),
                    kept = table.Column<int>(type: "integer", nullable: false),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_run", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_id",
                schema: "kernel",
                table: "audit_entry",
                column: "id",
                unique: true,
                filter: "block_rows is not null");

            migrationBuilder.CreateIndex(
                name: "ix_audit_part_client_id",
                schema: "kernel",
                table: "audit_part",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_part_subject_id",
                schema: "kernel",
                table: "audit_part",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_file_expires_at",
                schema: "kernel",
                table: "import_file",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_import_row_run_id_what_no",
                schema: "kernel",
                table: "import_row",
                columns: new[] { "run_id", "what", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_import_run_at",
                schema: "kernel",
                table: "import_run",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_import_run_heartbeat_at",
                schema: "kernel",
                table: "import_run",
                column: "heartbeat_at",
                filter: "status in ('queued', 'running')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_part",
                schema: "kernel");

            migrationBuilder.DropTable(
                name: "import_file",
                schema: "kernel");

            migrationBuilder.DropTable(
                name: "import_mapping",
                schema: "kernel");

            migrationBuilder.DropTable(
                name: "import_row",
                schema: "kernel");

            migrationBuilder.DropTable(
                name: "import_run",
                schema: "kernel");

            migrationBuilder.DropIndex(
                name: "ix_audit_entry_id",
                schema: "kernel",
                table: "audit_entry");

            migrationBuilder.DropColumn(
                name: "block_hash",
                schema: "kernel",
                table: "audit_entry");

            migrationBuilder.DropColumn(
                name: "block_rows",
                schema: "kernel",
                table: "audit_entry");
        }
    }
}
