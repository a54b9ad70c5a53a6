using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Clients.Data.Migrations
{
    /// <inheritdoc />
    public partial class SearchKeyWithLead : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_search_entry",
                schema: "clients",
                table: "search_entry");

            migrationBuilder.AddPrimaryKey(
                name: "pk_search_entry",
                schema: "clients",
                table: "search_entry",
                columns: new[] { "client_id", "kind", "text", "lead" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_search_entry",
                schema: "clients",
                table: "search_entry");

            migrationBuilder.AddPrimaryKey(
                name: "pk_search_entry",
                schema: "clients",
                table: "search_entry",
                columns: new[] { "client_id", "kind", "text" });
        }
    }
}
