using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Mail.Data.Migrations
{
    /// <inheritdoc />
    public partial class FaultsOfMails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "problems",
                schema: "mail",
                table: "message",
                type: "jsonb",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "problems",
                schema: "mail",
                table: "message");
        }
    }
}
