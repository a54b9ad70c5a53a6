using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Worklist.Data.Migrations
{
    /// <inheritdoc />
    public partial class ContactPolicy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "purpose",
                schema: "worklist",
                table: "task",
                type: "text",
                nullable: true);

            migrationBuilder.Sql("update worklist.task set purpose = 'service' where offer_id is not null and kind = 'call'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "purpose",
                schema: "worklist",
                table: "task");
        }
    }
}
