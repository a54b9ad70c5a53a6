using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Processes.Data.Migrations
{
    /// <inheritdoc />
    public partial class Engine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_instance_key_state",
                schema: "processes",
                table: "instance");

            migrationBuilder.AlterColumn<Guid>(
                name: "client_id",
                schema: "processes",
                table: "instance",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string[]>(
                name: "roles",
                schema: "processes",
                table: "instance",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<Guid>(
                name: "starter_id",
                schema: "processes",
                table: "instance",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "title",
                schema: "processes",
                table: "instance",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "note",
                schema: "processes",
                table: "definition",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "published_by",
                schema: "processes",
                table: "definition",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "retired_at",
                schema: "processes",
                table: "definition",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "planned_task",
                schema: "processes",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    planned_from = table.Column<DateOnly>(type: "date", nullable: false),
                    planned_until = table.Column<DateOnly>(type: "date", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    done_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_planned_task", x => new { x.instance_id, x.round, x.key });
                });

            migrationBuilder.CreateTable(
                name: "timer",
                schema: "processes",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    trigger = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_timer", x => new { x.instance_id, x.place });
                });

            migrationBuilder.CreateIndex(
                name: "ix_instance_changed_at_id",
                schema: "processes",
                table: "instance",
                columns: new[] { "changed_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_instance_key_changed_at_id",
                schema: "processes",
                table: "instance",
                columns: new[] { "key", "changed_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_instance_key_state_changed_at_id",
                schema: "processes",
                table: "instance",
                columns: new[] { "key", "state", "changed_at", "id" },
                descending: new[] { false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_instance_starter_id",
                schema: "processes",
                table: "instance",
                column: "starter_id",
                filter: "starter_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_planned_task_task_id",
                schema: "processes",
                table: "planned_task",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_timer_due_on",
                schema: "processes",
                table: "timer",
                column: "due_on");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "planned_task",
                schema: "processes");

            migrationBuilder.DropTable(
                name: "timer",
                schema: "processes");

            migrationBuilder.DropIndex(
                name: "ix_instance_changed_at_id",
                schema: "processes",
                table: "instance");

            migrationBuilder.DropIndex(
                name: "ix_instance_key_changed_at_id",
                schema: "processes",
                table: "instance");

            migrationBuilder.DropIndex(
                name: "ix_instance_key_state_changed_at_id",
                schema: "processes",
                table: "instance");

            migrationBuilder.DropIndex(
                name: "ix_instance_starter_id",
                schema: "processes",
                table: "instance");

            migrationBuilder.DropColumn(
                name: "roles",
                schema: "processes",
                table: "instance");

            migrationBuilder.DropColumn(
                name: "starter_id",
                schema: "processes",
                table: "instance");

            migrationBuilder.DropColumn(
                name: "title",
                schema: "processes",
                table: "instance");

            migrationBuilder.DropColumn(
                name: "note",
                schema: "processes",
                table: "definition");

            migrationBuilder.DropColumn(
                name: "published_by",
                schema: "processes",
                table: "definition");

            migrationBuilder.DropColumn(
                name: "retired_at",
                schema: "processes",
                table: "definition");

            migrationBuilder.AlterColumn<Guid>(
                name: "client_id",
                schema: "processes",
                table: "instance",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_instance_key_state",
                schema: "processes",
                table: "instance",
                columns: new[] { "key", "state" });
        }
    }
}
