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
                name: "merge",
                schema: "clients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    survivor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    merged_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    clients = table.Column<string>(type: "jsonb", nullable: false),
                    moved = table.Column<string>(type: "jsonb", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merge", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "saved_view",
                schema: "clients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    columns = table.Column<string[]>(type: "text[]", nullable: false),
                    filter = table.Column<string>(type: "jsonb", nullable: false),
                    sort = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_view", x => x.id);
                });

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

            migrationBuilder.CreateTable(
                name: "default_view",
                schema: "clients",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    view_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_default_view", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_default_view_saved_view_view_id",
                        column: x => x.view_id,
                        principalSchema: "clients",
                        principalTable: "saved_view",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_client_advisor_id_id",
                schema: "clients",
                table: "client",
                columns: new[] { "advisor_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_client_city_name_id",
                schema: "clients",
                table: "client",
                columns: new[] { "city", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_client_id_advisor_id",
                schema: "clients",
                table: "client",
                columns: new[] { "id", "advisor_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_client_tags",
                schema: "clients",
                table: "client",
                column: "tags")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_default_view_view_id",
                schema: "clients",
                table: "default_view",
                column: "view_id");

            migrationBuilder.CreateIndex(
                name: "ix_merge_merged_id",
                schema: "clients",
                table: "merge",
                column: "merged_id",
                unique: true,
                filter: "undone_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_merge_survivor_id_at",
                schema: "clients",
                table: "merge",
                columns: new[] { "survivor_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_view_owner_id_name",
                schema: "clients",
                table: "saved_view",
                columns: new[] { "owner_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saved_view_team_id",
                schema: "clients",
                table: "saved_view",
                column: "team_id",
                filter: "team_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_search_entry_advisor_id_kind_text_client_id",
                schema: "clients",
                table: "search_entry",
                columns: new[] { "advisor_id", "kind", "text", "client_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "lead" });

            migrationBuilder.CreateIndex(
                name: "ix_search_entry_kind_text_client_id",
                schema: "clients",
                table: "search_entry",
                columns: new[] { "kind", "text", "client_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "lead" });

            // The advisor of a client may change in many statements; the entries follow by themselves.
            migrationBuilder.Sql("alter table clients.search_entry add constraint fk_search_entry_client foreign key (client_id, advisor_id) references clients.client(id, advisor_id) on update cascade on delete cascade");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "default_view",
                schema: "clients");

            migrationBuilder.DropTable(
                name: "merge",
                schema: "clients");

            migrationBuilder.DropTable(
                name: "search_entry",
                schema: "clients");

            migrationBuilder.DropTable(
                name: "saved_view",
                schema: "clients");

            migrationBuilder.DropIndex(
                name: "ix_client_advisor_id_id",
                schema: "clients",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_city_name_id",
                schema: "clients",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_id_advisor_id",
                schema: "clients",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_tags",
                schema: "clients",
                table: "client");
        }
    }
}
