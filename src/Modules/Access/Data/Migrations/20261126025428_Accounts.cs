using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Access.Data.Migrations
{
    /// <inheritdoc />
    public partial class Accounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "id",
                schema: "access",
                table: "api_token",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");

            migrationBuilder.AddColumn<string>(
                name: "name",
                schema: "access",
                table: "api_token",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "scopes",
                schema: "access",
                table: "api_token",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "used_at",
                schema: "access",
                table: "api_token",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "passkey",
                schema: "access",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    transports = table.Column<string[]>(type: "text[]", nullable: false),
                    verified = table.Column<bool>(type: "boolean", nullable: false),
                    backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    attestation = table.Column<byte[]>(type: "bytea", nullable: false),
                    client_data = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkey", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_passkey_user_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_code",
                schema: "access",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_code", x => x.hash);
                    table.ForeignKey(
                        name: "fk_recovery_code_user_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "session",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    how = table.Column<string>(type: "text", nullable: false),
                    agent = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session", x => x.id);
                    table.ForeignKey(
                        name: "fk_session_user_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "totp",
                schema: "access",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_step = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_totp", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_totp_user_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "used_challenge",
                schema: "access",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_used_challenge", x => x.hash);
                });

            migrationBuilder.CreateIndex(
                name: "ix_api_token_id",
                schema: "access",
                table: "api_token",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_passkey_user_id",
                schema: "access",
                table: "passkey",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_recovery_code_user_id",
                schema: "access",
                table: "recovery_code",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_session_user_id",
                schema: "access",
                table: "session",
                column: "user_id",
                filter: "ended_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "passkey",
                schema: "access");

            migrationBuilder.DropTable(
                name: "recovery_code",
                schema: "access");

            migrationBuilder.DropTable(
                name: "session",
                schema: "access");

            migrationBuilder.DropTable(
                name: "totp",
                schema: "access");

            migrationBuilder.DropTable(
                name: "used_challenge",
                schema: "access");

            migrationBuilder.DropIndex(
                name: "ix_api_token_id",
                schema: "access",
                table: "api_token");

            migrationBuilder.DropColumn(
                name: "id",
                schema: "access",
                table: "api_token");

            migrationBuilder.DropColumn(
                name: "name",
                schema: "access",
                table: "api_token");

            migrationBuilder.DropColumn(
                name: "scopes",
                schema: "access",
                table: "api_token");

            migrationBuilder.DropColumn(
                name: "used_at",
                schema: "access",
                table: "api_token");
        }
    }
}
