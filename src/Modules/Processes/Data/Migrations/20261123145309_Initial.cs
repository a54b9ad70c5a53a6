using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Processes.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "processes");

            migrationBuilder.CreateTable(
                name: "definition",
                schema: "processes",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    body = table.Column<string>(type: "jsonb", nullable: false),
                    installed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definition", x => new { x.key, x.version });
                });

            migrationBuilder.CreateTable(
                name: "instance",
                schema: "processes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    definition_version = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject = table.Column<string>(type: "jsonb", nullable: false),
                    deadline_on = table.Column<DateOnly>(type: "date", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_instance", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "step",
                schema: "processes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    from_state = table.Column<string>(type: "text", nullable: true),
                    to_state = table.Column<string>(type: "text", nullable: false),
                    trigger = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_step", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_instance_client_id",
                schema: "processes",
                table: "instance",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_instance_deadline_on",
                schema: "processes",
                table: "instance",
                column: "deadline_on",
                filter: "deadline_on is not null");

            migrationBuilder.CreateIndex(
                name: "ix_instance_key_state",
                schema: "processes",
                table: "instance",
                columns: new[] { "key", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_instance_offer_id",
                schema: "processes",
                table: "instance",
                column: "offer_id");

            migrationBuilder.CreateIndex(
                name: "ix_step_instance_id_at",
                schema: "processes",
                table: "step",
                columns: new[] { "instance_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "definition",
                schema: "processes");

            migrationBuilder.DropTable(
                name: "instance",
                schema: "processes");

            migrationBuilder.DropTable(
                name: "step",
                schema: "processes");
        }
    }
}
