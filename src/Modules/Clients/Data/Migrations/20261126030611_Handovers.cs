using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Clients.Data.Migrations
{
    /// <inheritdoc />
    public partial class Handovers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "handover",
                schema: "clients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    only_clients = table.Column<Guid[]>(type: "uuid[]", nullable: true),
                    on_day = table.Column<DateOnly>(type: "date", nullable: false),
                    until_day = table.Column<DateOnly>(type: "date", nullable: true),
                    read_only_until = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    counts = table.Column<string>(type: "jsonb", nullable: true),
                    @short = table.Column<int>(name: "short", type: "integer", nullable: false),
                    kept = table.Column<int>(type: "integer", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handover", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "handover_client",
                schema: "clients",
                columns: table => new
                {
                    handover_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handover_client", x => new { x.handover_id, x.client_id });
                    table.ForeignKey(
                        name: "fk_handover_client_handover_handover_id",
                        column: x => x.handover_id,
                        principalSchema: "clients",
                        principalTable: "handover",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_handover_from_id",
                schema: "clients",
                table: "handover",
                column: "from_id");

            migrationBuilder.CreateIndex(
                name: "ix_handover_on_day",
                schema: "clients",
                table: "handover",
                column: "on_day",
                filter: "status = 'planned'");

            migrationBuilder.CreateIndex(
                name: "ix_handover_until_day",
                schema: "clients",
                table: "handover",
                column: "until_day",
                filter: "status = 'done' and until_day is not null");

            migrationBuilder.CreateIndex(
                name: "ix_handover_client_client_id",
                schema: "clients",
                table: "handover_client",
                column: "client_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "handover_client",
                schema: "clients");

            migrationBuilder.DropTable(
                name: "handover",
                schema: "clients");
        }
    }
}
