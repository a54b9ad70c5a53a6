using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Portfolio.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "portfolio");

            migrationBuilder.CreateTable(
                name: "contract",
                schema: "portfolio",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: true),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product = table.Column<string>(type: "text", nullable: false),
                    variant = table.Column<string>(type: "text", nullable: true),
                    held_at = table.Column<string>(type: "text", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: true),
                    number = table.Column<string>(type: "text", nullable: true),
                    start = table.Column<DateOnly>(type: "date", nullable: false),
                    expiry = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_days = table.Column<int>(type: "integer", nullable: true),
                    price = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true),
                    period = table.Column<string>(type: "text", nullable: true),
                    fields = table.Column<string>(type: "jsonb", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_contract_client_id_id",
                schema: "portfolio",
                table: "contract",
                columns: new[] { "client_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_expiry",
                schema: "portfolio",
                table: "contract",
                column: "expiry",
                filter: "status = 'live'")
                .Annotation("Npgsql:IndexInclude", new[] { "id", "client_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_external_id",
                schema: "portfolio",
                table: "contract",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contract_product_id",
                schema: "portfolio",
                table: "contract",
                columns: new[] { "product", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "contract",
                schema: "portfolio");
        }
    }
}
