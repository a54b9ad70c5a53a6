using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Offers.Data.Migrations
{
    /// <inheritdoc />
    public partial class OfferTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "terms",
                schema: "offers",
                table: "offer",
                type: "jsonb",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "terms",
                schema: "offers",
                table: "offer");
        }
    }
}
