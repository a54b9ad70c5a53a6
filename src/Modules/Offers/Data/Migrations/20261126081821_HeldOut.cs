using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Offers.Data.Migrations
{
    /// <inheritdoc />
    public partial class HeldOut : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "held_out",
                schema: "offers",
                columns: table => new
                {
                    cause_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product = table.Column<string>(type: "text", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_held_out", x => new { x.cause_id, x.client_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_held_out_client_id_product",
                schema: "offers",
                table: "held_out",
                columns: new[] { "client_id", "product" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "held_out",
                schema: "offers");
        }
    }
}
