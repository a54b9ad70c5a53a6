using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Catalog.Data.Migrations
{
    /// <inheritdoc />
    public partial class ProductLines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "line_version",
                schema: "catalog",
                table: "product",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "folder",
                schema: "catalog",
                table: "line",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "switched_at",
                schema: "catalog",
                table: "line",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "switched_by",
                schema: "catalog",
                table: "line",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "switched_off",
                schema: "catalog",
                table: "line",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "line_version",
                schema: "catalog",
                columns: table => new
                {
                    line = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "jsonb", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_line_version", x => new { x.line, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "rule",
                schema: "catalog",
                columns: table => new
                {
                    line = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "jsonb", nullable: true),
                    line_body = table.Column<string>(type: "jsonb", nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule", x => new { x.line, x.code, x.version });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "line_version",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "rule",
                schema: "catalog");

            migrationBuilder.DropColumn(
                name: "line_version",
                schema: "catalog",
                table: "product");

            migrationBuilder.DropColumn(
                name: "folder",
                schema: "catalog",
                table: "line");

            migrationBuilder.DropColumn(
                name: "switched_at",
                schema: "catalog",
                table: "line");

            migrationBuilder.DropColumn(
                name: "switched_by",
                schema: "catalog",
                table: "line");

            migrationBuilder.DropColumn(
                name: "switched_off",
                schema: "catalog",
                table: "line");
        }
    }
}
