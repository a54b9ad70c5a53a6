using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Offers.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "offers");

            migrationBuilder.CreateTable(
                name: "attempt",
                schema: "offers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    call_back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attempt", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "client_state",
                schema: "offers",
                columns: table => new
                {
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_state", x => x.client_id);
                });

            migrationBuilder.CreateTable(
                name: "cover",
                schema: "offers",
                columns: table => new
                {
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle = table.Column<DateOnly>(type: "date", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cover", x => new { x.contract_id, x.cycle });
                });

            migrationBuilder.CreateTable(
                name: "offer",
                schema: "offers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product = table.Column<string>(type: "text", nullable: false),
                    variant = table.Column<string>(type: "text", nullable: true),
                    reason_code = table.Column<string>(type: "text", nullable: false),
                    reason_hu = table.Column<string>(type: "text", nullable: false),
                    reason_en = table.Column<string>(type: "text", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: true),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_from = table.Column<DateOnly>(type: "date", nullable: false),
                    contact_until = table.Column<DateOnly>(type: "date", nullable: false),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    close_reason = table.Column<string>(type: "text", nullable: true),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offer", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scan",
                schema: "offers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened = table.Column<int>(type: "integer", nullable: false),
                    already_covered = table.Column<int>(type: "integer", nullable: false),
                    not_allowed = table.Column<int>(type: "integer", nullable: false),
                    missing = table.Column<int>(type: "integer", nullable: false),
                    opened_by_rule = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scan", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_attempt_client_id_at",
                schema: "offers",
                table: "attempt",
                columns: new[] { "client_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_attempt_offer_id",
                schema: "offers",
                table: "attempt",
                column: "offer_id");

            migrationBuilder.CreateIndex(
                name: "ix_cover_offer_id",
                schema: "offers",
                table: "cover",
                column: "offer_id");

            migrationBuilder.CreateIndex(
                name: "ix_offer_client_id",
                schema: "offers",
                table: "offer",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_offer_planned_on",
                schema: "offers",
                table: "offer",
                column: "planned_on",
                filter: "status = 'open'");

            migrationBuilder.CreateIndex(
                name: "one_offer_per_rule_and_purchase",
                schema: "offers",
                table: "offer",
                columns: new[] { "contract_id", "rule" },
                unique: true,
                filter: "rule is not null and contract_id is not null");

            migrationBuilder.CreateIndex(
                name: "one_open_offer",
                schema: "offers",
                table: "offer",
                columns: new[] { "client_id", "product" },
                unique: true,
                filter: "status = 'open'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attempt",
                schema: "offers");

            migrationBuilder.DropTable(
                name: "client_state",
                schema: "offers");

            migrationBuilder.DropTable(
                name: "cover",
                schema: "offers");

            migrationBuilder.DropTable(
                name: "offer",
                schema: "offers");

            migrationBuilder.DropTable(
                name: "scan",
                schema: "offers");
        }
    }
}
