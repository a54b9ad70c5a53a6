using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Kernel.Data.Migrations
{
    /// <inheritdoc />
    public partial class FaultsOfRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "faults",
                schema: "kernel",
                table: "import_row",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "faults",
                schema: "kernel",
                table: "import_row");
        }
    }
}
