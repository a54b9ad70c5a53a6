using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Offers.Data.Migrations
{
    /// <inheritdoc />
    public partial class OutcomesAsData : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "channel",
                schema: "offers",
                table: "offer",
                type: "text",
                nullable: false,
                defaultValue: "phone");

            migrationBuilder.AddColumn<DateOnly>(
                name: "cooldown_until",
                schema: "offers",
                table: "offer",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "owner",
                schema: "offers",
                table: "offer",
                type: "text",
                nullable: false,
                defaultValue: "advisor");

            migrationBuilder.AddColumn<string>(
                name: "aftermath",
                schema: "offers",
                table: "attempt",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "correction",
                schema: "offers",
                table: "attempt",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                schema: "offers",
                table: "attempt",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.Sql("update offers.attempt set recorded_at = at");

            migrationBuilder.AddColumn<int>(
                name: "table_row",
                schema: "offers",
                table: "attempt",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "table_version",
                schema: "offers",
                table: "attempt",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "undone_attempt",
                schema: "offers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    undone_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    undone_by = table.Column<string>(type: "text", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    call_back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    table_version = table.Column<int>(type: "integer", nullable: true),
                    table_row = table.Column<int>(type: "integer", nullable: true),
                    correction = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_undone_attempt", x => x.id);
                });

            migrationBuilder.AddCheckConstraint(
                name: "closed_for_a_reason",
                schema: "offers",
                table: "offer",
                sql: "(status = 'open') = (close_reason is null) and (status = 'open') = (closed_at is null)");

            migrationBuilder.CreateIndex(
                name: "ix_attempt_recorded_at",
                schema: "offers",
                table: "attempt",
                column: "recorded_at");

            migrationBuilder.CreateIndex(
                name: "ix_undone_attempt_offer_id",
                schema: "offers",
                table: "undone_attempt",
                column: "offer_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "undone_attempt",
                schema: "offers");

            migrationBuilder.DropCheckConstraint(
                name: "closed_for_a_reason",
                schema: "offers",
                table: "offer");

            migrationBuilder.DropIndex(
                name: "ix_attempt_recorded_at",
                schema: "offers",
                table: "attempt");

            migrationBuilder.DropColumn(
                name: "channel",
                schema: "offers",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "cooldown_until",
                schema: "offers",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "owner",
                schema: "offers",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "aftermath",
                schema: "offers",
                table: "attempt");

            migrationBuilder.DropColumn(
                name: "correction",
                schema: "offers",
                table: "attempt");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                schema: "offers",
                table: "attempt");

            migrationBuilder.DropColumn(
                name: "table_row",
                schema: "offers",
                table: "attempt");

            migrationBuilder.DropColumn(
                name: "table_version",
                schema: "offers",
                table: "attempt");
        }
    }
}
