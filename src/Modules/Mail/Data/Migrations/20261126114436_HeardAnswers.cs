using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Mail.Data.Migrations
{
    /// <inheritdoc />
    public partial class HeardAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "asked_by",
                schema: "mail",
                table: "message",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_answered_at",
                schema: "mail",
                table: "message",
                column: "answered_at",
                filter: "answered_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_message_answered_at",
                schema: "mail",
                table: "message");

            migrationBuilder.DropColumn(
                name: "asked_by",
                schema: "mail",
                table: "message");
        }
    }
}
