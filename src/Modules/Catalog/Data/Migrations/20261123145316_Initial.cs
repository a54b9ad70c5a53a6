using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Catalog.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "catalog");

            migrationBuilder.CreateTable(
                name: "line",
                schema: "catalog",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<string>(type: "jsonb", nullable: true),
                    processes = table.Column<string>(type: "jsonb", nullable: false),
                    problems = table.Column<string>(type: "jsonb", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    installed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_line", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "product",
                schema: "catalog",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    line = table.Column<string>(type: "text", nullable: false),
                    notice_days = table.Column<int>(type: "integer", nullable: true),
                    term_months = table.Column<int>(type: "integer", nullable: true),
                    renews = table.Column<bool>(type: "boolean", nullable: false),
                    lead_days = table.Column<int>(type: "integer", nullable: false),
                    cooldown_days = table.Column<int>(type: "integer", nullable: false),
                    season = table.Column<int[]>(type: "integer[]", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product", x => x.code);
                });

            migrationBuilder.CreateIndex(
                name: "ix_product_line",
                schema: "catalog",
                table: "product",
                column: "line");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "line",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "product",
                schema: "catalog");
        }
    }
}
