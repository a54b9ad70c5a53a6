using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Worklist.Data.Migrations
{
    /// <inheritdoc />
    public partial class PlanAndShareWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "about_task_id",
                schema: "worklist",
                table: "task",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cause",
                schema: "worklist",
                table: "task",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "changed_at",
                schema: "worklist",
                table: "task",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "delegate_note",
                schema: "worklist",
                table: "task",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "delegated_at",
                schema: "worklist",
                table: "task",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "delegated_by",
                schema: "worklist",
                table: "task",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "pinned",
                schema: "worklist",
                table: "task",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reminded_at",
                schema: "worklist",
                table: "task",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "reminded_on",
                schema: "worklist",
                table: "task",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "revision",
                schema: "worklist",
                table: "task",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "snoozed_until",
                schema: "worklist",
                table: "task",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "team_id",
                schema: "worklist",
                table: "task",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "window_from",
                schema: "worklist",
                table: "task",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "window_until",
                schema: "worklist",
                table: "task",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "capacity",
                schema: "worklist",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    calls = table.Column<int[]>(type: "integer[]", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_capacity", x => x.user_id);
                });

            migrationBuilder.CreateTable(
                name: "leave",
                schema: "worklist",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_on = table.Column<DateOnly>(type: "date", nullable: false),
                    last_on = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leave", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seen",
                schema: "worklist",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seen", x => x.user_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_task_due_on",
                schema: "worklist",
                table: "task",
                column: "due_on",
                filter: "status = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_task_team_id_due_on",
                schema: "worklist",
                table: "task",
                columns: new[] { "team_id", "due_on" },
                filter: "status = 'open' and team_id is not null and assignee_id is null");

            migrationBuilder.CreateIndex(
                name: "one_escalation_per_cause",
                schema: "worklist",
                table: "task",
                columns: new[] { "about_task_id", "cause" },
                unique: true,
                filter: "about_task_id is not null and status <> 'cancelled'");

            migrationBuilder.CreateIndex(
                name: "ix_leave_user_id_first_on",
                schema: "worklist",
                table: "leave",
                columns: new[] { "user_id", "first_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "capacity",
                schema: "worklist");

            migrationBuilder.DropTable(
                name: "leave",
                schema: "worklist");

            migrationBuilder.DropTable(
                name: "seen",
                schema: "worklist");

            migrationBuilder.DropIndex(
                name: "ix_task_due_on",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropIndex(
                name: "ix_task_team_id_due_on",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropIndex(
                name: "one_escalation_per_cause",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "about_task_id",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "cause",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "changed_at",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "delegate_note",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "delegated_at",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "delegated_by",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "pinned",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "reminded_at",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "reminded_on",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "revision",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "snoozed_until",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "team_id",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "window_from",
                schema: "worklist",
                table: "task");

            migrationBuilder.DropColumn(
                name: "window_until",
                schema: "worklist",
                table: "task");
        }
    }
}
