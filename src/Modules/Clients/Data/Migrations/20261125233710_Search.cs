using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Clients.Data.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "search_entry",
                schema: "clients",
                columns: table => new
                {
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    advisor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_entry", x => new { x.client_id, x.kind, x.text });
                });

            migrationBuilder.CreateIndex(
                name: "ix_client_id_advisor_id",
                schema: "clients",
                table: "client",
                columns: new[] { "id", "advisor_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_search_entry_advisor_id_kind_text_client_id",
                schema: "clients",
                table: "search_entry",
                columns: new[] { "advisor_id", "kind", "text", "client_id" });

            migrationBuilder.CreateIndex(
                name: "ix_search_entry_kind_text_client_id",
                schema: "clients",
                table: "search_entry",
                columns: new[] { "kind", "text", "client_id" });

            // The advisor of a client may change in many statements; the entries follow by themselves.
            migrationBuilder.Sql("alter table clients.search_entry add constraint fk_search_entry_client foreign key (client_id, advisor_id) references clients.client(id, advisor_id) on update cascade on delete cascade");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "search_entry",
                schema: "clients");

            migrationBuilder.DropIndex(
                name: "ix_client_id_advisor_id",
                schema: "clients",
                table: "client");
        }
    }
}
