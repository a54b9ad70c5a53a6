using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Portfolio.Data.Migrations
{
    /// <inheritdoc />
    public partial class LineVersion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "line_version",
                schema: "portfolio",
                table: "contract",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "line_version",
                schema: "portfolio",
                table: "contract");
        }
    }
}
