using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Documents.Data.Migrations
{
    /// <inheritdoc />
    public partial class FaultsOfDocuments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "problems",
                schema: "documents",
                table: "document",
                type: "jsonb",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "problems",
                schema: "documents",
                table: "document");
        }
    }
}
