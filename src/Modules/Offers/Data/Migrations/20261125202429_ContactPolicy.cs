using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CrossSell.Offers.Data.Migrations
{
    /// <inheritdoc />
    public partial class ContactPolicy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "purpose",
                schema: "offers",
                table: "offer",
                type: "text",
                nullable: false,
                defaultValue: "marketing");

            migrationBuilder.Sql("update offers.offer set purpose = 'service' where reason_code = 'expiry' and reason_en like 'The contract held with us%'");

            migrationBuilder.CreateTable(
                name: "contact_policy",
                schema: "offers",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    approaches_per_week = table.Column<int>(type: "integer", nullable: false),
                    quiet_from = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    quiet_until = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    quiet_on_rest_days = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_policy", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_attempt_at",
                schema: "offers",
                table: "attempt",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "contact_policy",
                schema: "offers");

            migrationBuilder.DropIndex(
                name: "ix_attempt_at",
                schema: "offers",
                table: "attempt");

            migrationBuilder.DropColumn(
                name: "purpose",
                schema: "offers",
                table: "offer");
        }
    }
}
