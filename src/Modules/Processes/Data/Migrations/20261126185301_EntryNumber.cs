using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrossSell.Processes.Data.Migrations
{
    /// <inheritdoc />
    public partial class EntryNumber : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "round",
                schema: "processes",
                table: "instance",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            // Where the tasks of the state are planned, the newest plan is that of this entry: also of instances whose version a handover or a merge has raised since.
            migrationBuilder.Sql(
                """
                update processes.instance i set round = coalesce((
                  select max(t.round) from processes.planned_task t
                  where t.instance_id = i.id and exists (
                    select 1 from processes.definition d
                    cross join lateral jsonb_array_elements(d.body -> 'states') s
                    cross join lateral jsonb_array_elements(s -> 'enter') a
                    where d.key = i.key and d.version = i.definition_version and s ->> 'key' = i.state and a ->> 'key' = t.key)), i.version);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "round",
                schema: "processes",
                table: "instance");
        }
    }
}
