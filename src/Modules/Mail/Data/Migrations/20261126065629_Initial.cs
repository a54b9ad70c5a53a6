using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Mail.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "mail");

            migrationBuilder.CreateTable(
                name: "message",
                schema: "mail",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    template = table.Column<string>(type: "text", nullable: false),
                    line = table.Column<string>(type: "text", nullable: true),
                    to_kind = table.Column<string>(type: "text", nullable: false),
                    to_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_role = table.Column<string>(type: "text", nullable: true),
                    client_id = table.Column<Guid>(type: "uuid", nullable: true),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    process_id = table.Column<Guid>(type: "uuid", nullable: true),
                    documents = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false),
                    answers = table.Column<string>(type: "jsonb", nullable: true),
                    answer_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    requested_by = table.Column<string>(type: "text", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    language = table.Column<string>(type: "text", nullable: true),
                    text_version = table.Column<int>(type: "integer", nullable: true),
                    to_address = table.Column<string>(type: "text", nullable: true),
                    to_name = table.Column<string>(type: "text", nullable: true),
                    subject = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<string>(type: "text", nullable: true),
                    html = table.Column<string>(type: "text", nullable: true),
                    message_id = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true),
                    round = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "secret",
                schema: "mail",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secret", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "text",
                schema: "mail",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<string>(type: "text", nullable: true),
                    key = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    html = table.Column<string>(type: "text", nullable: true),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    in_use = table.Column<bool>(type: "boolean", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    saved_by_name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_text", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "wish",
                schema: "mail",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    wanted = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wish", x => new { x.user_id, x.kind });
                });

            migrationBuilder.CreateIndex(
                name: "ix_message_client_id_requested_at",
                schema: "mail",
                table: "message",
                columns: new[] { "client_id", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_message_documents",
                schema: "mail",
                table: "message",
                column: "documents")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_message_message_id",
                schema: "mail",
                table: "message",
                column: "message_id",
                unique: true,
                filter: "message_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_message_offer_id",
                schema: "mail",
                table: "message",
                column: "offer_id",
                filter: "offer_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_message_process_id",
                schema: "mail",
                table: "message",
                column: "process_id",
                filter: "process_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_message_requested_at_id",
                schema: "mail",
                table: "message",
                columns: new[] { "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_message_status_requested_at",
                schema: "mail",
                table: "message",
                columns: new[] { "status", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_message_template_language_text_version",
                schema: "mail",
                table: "message",
                columns: new[] { "template", "language", "text_version" });

            migrationBuilder.CreateIndex(
                name: "ix_text_in_use",
                schema: "mail",
                table: "text",
                columns: new[] { "line", "key", "language" },
                unique: true,
                filter: "in_use")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_text_line_key_language_version",
                schema: "mail",
                table: "text",
                columns: new[] { "line", "key", "language", "version" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "message",
                schema: "mail");

            migrationBuilder.DropTable(
                name: "secret",
                schema: "mail");

            migrationBuilder.DropTable(
                name: "text",
                schema: "mail");

            migrationBuilder.DropTable(
                name: "wish",
                schema: "mail");
        }
    }
}
