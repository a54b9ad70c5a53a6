using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Documents.Data.Migrations
{
    /// <inheritdoc />
    public partial class ApproveTemplates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "decided_at",
                schema: "documents",
                table: "template",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decided_by_name",
                schema: "documents",
                table: "template",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "effective_from",
                schema: "documents",
                table: "template",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<string>(
                name: "note",
                schema: "documents",
                table: "template",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "status",
                schema: "documents",
                table: "template",
                type: "text",
                nullable: false,
                defaultValue: "approved");

            migrationBuilder.AddColumn<Guid>(
                name: "uploaded_by",
                schema: "documents",
                table: "template",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "uploaded_by_name",
                schema: "documents",
                table: "template",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "decided_at",
                schema: "documents",
                table: "template");

            migrationBuilder.DropColumn(
                name: "decided_by_name",
                schema: "documents",
                table: "template");

            migrationBuilder.DropColumn(
                name: "effective_from",
                schema: "documents",
                table: "template");

            migrationBuilder.DropColumn(
                name: "note",
                schema: "documents",
                table: "template");

            migrationBuilder.DropColumn(
                name: "status",
                schema: "documents",
                table: "template");

            migrationBuilder.DropColumn(
                name: "uploaded_by",
                schema: "documents",
                table: "template");

            migrationBuilder.DropColumn(
                name: "uploaded_by_name",
                schema: "documents",
                table: "template");
        }
    }
}
