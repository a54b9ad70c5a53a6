using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Documents.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "documents");

            migrationBuilder.CreateTable(
                name: "document",
                schema: "documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    process_id = table.Column<Guid>(type: "uuid", nullable: false),
                    template = table.Column<string>(type: "text", nullable: false),
                    template_version = table.Column<int>(type: "integer", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "jsonb", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    data = table.Column<string>(type: "text", nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    sha256 = table.Column<string>(type: "text", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true),
                    signed_content = table.Column<byte[]>(type: "bytea", nullable: true),
                    signed_name = table.Column<string>(type: "text", nullable: true),
                    signed_type = table.Column<string>(type: "text", nullable: true),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    generated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "template",
                schema: "documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<string>(type: "text", nullable: true),
                    key = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    installed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_document_client_id",
                schema: "documents",
                table: "document",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_number",
                schema: "documents",
                table: "document",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_document_offer_id",
                schema: "documents",
                table: "document",
                column: "offer_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_process_id_template",
                schema: "documents",
                table: "document",
                columns: new[] { "process_id", "template" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_document_status_requested_at",
                schema: "documents",
                table: "document",
                columns: new[] { "status", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_template_line_key_language_version",
                schema: "documents",
                table: "template",
                columns: new[] { "line", "key", "language", "version" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "document",
                schema: "documents");

            migrationBuilder.DropTable(
                name: "template",
                schema: "documents");
        }
    }
}
