using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Documents.Data.Migrations
{
    /// <inheritdoc />
    public partial class IncludeTemplates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid[]>(
                name: "included",
                schema: "documents",
                table: "document",
                type: "uuid[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.CreateIndex(
                name: "ix_document_included",
                schema: "documents",
                table: "document",
                column: "included")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_document_included",
                schema: "documents",
                table: "document");

            migrationBuilder.DropColumn(
                name: "included",
                schema: "documents",
                table: "document");
        }
    }
}
