using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Portfolio.Data.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "identifier",
                schema: "portfolio",
                columns: table => new
                {
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identifier", x => new { x.contract_id, x.field });
                    table.ForeignKey(
                        name: "fk_identifier_contract_contract_id",
                        column: x => x.contract_id,
                        principalSchema: "portfolio",
                        principalTable: "contract",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_identifier_key_contract_id",
                schema: "portfolio",
                table: "identifier",
                columns: new[] { "key", "contract_id" });

            migrationBuilder.Sql($"create index ix_contract_number_key on portfolio.contract (({PortfolioDb.NumberKey}), id) where number is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop index portfolio.ix_contract_number_key");
            migrationBuilder.DropTable(
                name: "identifier",
                schema: "portfolio");
        }
    }
}
