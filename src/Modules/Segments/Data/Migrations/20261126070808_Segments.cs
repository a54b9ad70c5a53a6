using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Segments.Data.Migrations
{
    /// <inheritdoc />
    public partial class Segments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "segments");

            migrationBuilder.CreateTable(
                name: "campaign",
                schema: "segments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    segment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    filter = table.Column<string>(type: "text", nullable: false),
                    product = table.Column<string>(type: "text", nullable: false),
                    variant = table.Column<string>(type: "text", nullable: true),
                    per_advisor_per_day = table.Column<int>(type: "integer", nullable: false),
                    control_percent = table.Column<int>(type: "integer", nullable: false),
                    because_hu = table.Column<string>(type: "text", nullable: false),
                    because_en = table.Column<string>(type: "text", nullable: false),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "segment",
                schema: "segments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    filter = table.Column<string>(type: "text", nullable: false),
                    uses = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_segment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "campaign_client",
                schema: "segments",
                columns: table => new
                {
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    advisor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    control = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_client", x => new { x.campaign_id, x.client_id });
                    table.ForeignKey(
                        name: "fk_campaign_client_campaign_campaign_id",
                        column: x => x.campaign_id,
                        principalSchema: "segments",
                        principalTable: "campaign",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_owner_id_id",
                schema: "segments",
                table: "campaign",
                columns: new[] { "owner_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_status",
                schema: "segments",
                table: "campaign",
                column: "status",
                filter: "status in ('running', 'paused')");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_client_campaign_id_planned_on",
                schema: "segments",
                table: "campaign_client",
                columns: new[] { "campaign_id", "planned_on" },
                filter: "state = 'waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_client_client_id",
                schema: "segments",
                table: "campaign_client",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_segment_owner_id_name",
                schema: "segments",
                table: "segment",
                columns: new[] { "owner_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_segment_team_id",
                schema: "segments",
                table: "segment",
                column: "team_id",
                filter: "team_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_segment_uses",
                schema: "segments",
                table: "segment",
                column: "uses")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaign_client",
                schema: "segments");

            migrationBuilder.DropTable(
                name: "segment",
                schema: "segments");

            migrationBuilder.DropTable(
                name: "campaign",
                schema: "segments");
        }
    }
}
