using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Clients.Data.Migrations
{
    /// <inheritdoc />
    public partial class Introductions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "introduce",
                schema: "clients",
                table: "handover",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "introduce",
                schema: "clients",
                table: "handover");
        }
    }
}
