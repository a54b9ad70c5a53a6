using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Offers.Data.Migrations
{
    /// <inheritdoc />
    public partial class RuleVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "rule_version",
                schema: "offers",
                table: "offer",
                type: "text",
                nullable: true);

            // Offers from before there was such a column: the audit says which version opened them.
            migrationBuilder.Sql(
                "update offers.offer o set rule_version = substring(a.cause from 'rule:[^@]+@([^ ]+)') from kernel.audit_entry a where a.subject_id = o.id and a.action = 'offers.opened' and o.rule is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "rule_version",
                schema: "offers",
                table: "offer");
        }
    }
}
