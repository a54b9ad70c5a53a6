using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Access.Data.Migrations
{
    /// <inheritdoc />
    public partial class PeopleInLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_user_id",
                schema: "access",
                table: "user",
                column: "id")
                .Annotation("Npgsql:IndexInclude", new[] { "email" });

            migrationBuilder.CreateIndex(
                name: "ix_user_name",
                schema: "access",
                table: "user",
                column: "name");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_user_id",
                schema: "access",
                table: "user");

            migrationBuilder.DropIndex(
                name: "ix_user_name",
                schema: "access",
                table: "user");
        }
    }
}
