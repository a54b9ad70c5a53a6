using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Offers.Data.Migrations
{
    /// <inheritdoc />
    public partial class LearnedSuggestions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "evidence",
                schema: "offers",
                table: "offer",
                type: "jsonb",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "model",
                schema: "offers",
                columns: table => new
                {
                    line = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    learned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    line_version = table.Column<string>(type: "text", nullable: false),
                    stamp = table.Column<string>(type: "text", nullable: false),
                    contracts = table.Column<int>(type: "integer", nullable: false),
                    clients = table.Column<int>(type: "integer", nullable: false),
                    lessons = table.Column<int>(type: "integer", nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: true),
                    until_day = table.Column<DateOnly>(type: "date", nullable: true),
                    by_time = table.Column<bool>(type: "boolean", nullable: false),
                    tried = table.Column<string>(type: "jsonb", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    calibration = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model", x => new { x.line, x.version });
                });

            migrationBuilder.CreateIndex(
                name: "ix_model_learned_at",
                schema: "offers",
                table: "model",
                column: "learned_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "model",
                schema: "offers");

            migrationBuilder.DropColumn(
                name: "evidence",
                schema: "offers",
                table: "offer");
        }
    }
}
