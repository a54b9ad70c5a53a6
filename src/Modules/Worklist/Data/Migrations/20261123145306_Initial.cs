using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Worklist.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "worklist");

            migrationBuilder.CreateTable(
                name: "task",
                schema: "worklist",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title_hu = table.Column<string>(type: "text", nullable: false),
                    title_en = table.Column<string>(type: "text", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    process_id = table.Column<Guid>(type: "uuid", nullable: true),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    assignee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    role = table.Column<string>(type: "text", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_task_assignee_id_due_on",
                schema: "worklist",
                table: "task",
                columns: new[] { "assignee_id", "due_on" },
                filter: "status = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_task_client_id",
                schema: "worklist",
                table: "task",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_offer_id",
                schema: "worklist",
                table: "task",
                column: "offer_id",
                filter: "status = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_task_process_id",
                schema: "worklist",
                table: "task",
                column: "process_id",
                filter: "status = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_task_role_due_on",
                schema: "worklist",
                table: "task",
                columns: new[] { "role", "due_on" },
                filter: "status = 'open' and role is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "task",
                schema: "worklist");
        }
    }
}
