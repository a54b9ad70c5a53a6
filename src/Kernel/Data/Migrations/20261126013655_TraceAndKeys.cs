using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Kernel.Data.Migrations
{
    /// <inheritdoc />
    public partial class TraceAndKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_check",
                schema: "kernel",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    entries = table.Column<long>(type: "bigint", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    faults = table.Column<string>(type: "text", nullable: false),
                    whole = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_check", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "client_key",
                schema: "kernel",
                columns: table => new
                {
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<byte[]>(type: "bytea", nullable: true),
                    destroyed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_key", x => x.client_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_check_at",
                schema: "kernel",
                table: "audit_check",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_audit_check_seq",
                schema: "kernel",
                table: "audit_check",
                column: "seq");

            migrationBuilder.CreateIndex(
                name: "ix_client_key_destroyed_at",
                schema: "kernel",
                table: "client_key",
                column: "destroyed_at",
                filter: "destroyed_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_check",
                schema: "kernel");

            migrationBuilder.DropTable(
                name: "client_key",
                schema: "kernel");
        }
    }
}
