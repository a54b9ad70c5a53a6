using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Portfolio.Data.Migrations
{
    /// <inheritdoc />
    public partial class InferAndHold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "expiry_inferred",
                schema: "portfolio",
                table: "contract",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "held_by",
                schema: "portfolio",
                table: "contract",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "held_until",
                schema: "portfolio",
                table: "contract",
                type: "date",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_contract_held_by",
                schema: "portfolio",
                table: "contract",
                column: "held_by",
                filter: "held_by is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_contract_held_by",
                schema: "portfolio",
                table: "contract");

            migrationBuilder.DropColumn(
                name: "expiry_inferred",
                schema: "portfolio",
                table: "contract");

            migrationBuilder.DropColumn(
                name: "held_by",
                schema: "portfolio",
                table: "contract");

            migrationBuilder.DropColumn(
                name: "held_until",
                schema: "portfolio",
                table: "contract");
        }
    }
}
