using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Documents.Data.Migrations
{
    /// <inheritdoc />
    public partial class PrepareInBatches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "process_id",
                schema: "documents",
                table: "document",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "batch_id",
                schema: "documents",
                table: "document",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "batch",
                schema: "documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<string>(type: "text", nullable: false),
                    template = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_batch", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_document_batch_id_status",
                schema: "documents",
                table: "document",
                columns: new[] { "batch_id", "status" },
                filter: "batch_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_batch_started_at",
                schema: "documents",
                table: "batch",
                column: "started_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "batch",
                schema: "documents");

            migrationBuilder.DropIndex(
                name: "ix_document_batch_id_status",
                schema: "documents",
                table: "document");

            migrationBuilder.DropColumn(
                name: "batch_id",
                schema: "documents",
                table: "document");

            migrationBuilder.AlterColumn<Guid>(
                name: "process_id",
                schema: "documents",
                table: "document",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
