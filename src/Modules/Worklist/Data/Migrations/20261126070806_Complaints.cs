using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Worklist.Data.Migrations
{
    /// <inheritdoc />
    public partial class Complaints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "complaint",
                schema: "worklist",
                table: "note",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "complaints",
                schema: "worklist",
                table: "note",
                column: "client_id",
                filter: "complaint");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "complaints",
                schema: "worklist",
                table: "note");

            migrationBuilder.DropColumn(
                name: "complaint",
                schema: "worklist",
                table: "note");
        }
    }
}
