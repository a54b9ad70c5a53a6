using CrossSell.Clients.Domain;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Clients.Data;

/// <summary>A place in the answers to a search: which step found it, and where in that step's order it stands.</summary>
internal sealed record SearchPlace(int Step, string Text, Guid Id);

/// <param name="Place">Its id is that of the client, the contract's or the document's.</param>
/// <param name="Field">The field that matched, of a contract.</param>
internal sealed record SearchFound(SearchPlace Place, SearchStep Step, Guid ClientId, string? Field, string? Value, string? Product);

/// <summary>Runs the steps of a plan one after the other until enough is found. Each reads one range of one index, so its cost does not grow with the number of clients.</summary>
/// <param name="oncePerClient">For a list of clients: somebody with several matches comes once.</param>
internal sealed class SearchSql(NpgsqlConnection connection, IReadOnlyList<SearchStep> steps, ClientScope scope, bool oncePerClient)
{
    public async Task<List<SearchFound>> Read(SearchPlace? after, int limit, CancellationToken ct)
    {
        var found = new List<SearchFound>();
        for (var i = after?.Step ?? 0; i < steps.Count && found.Count < limit; i++)
        {
            found.AddRange(await Step(i, after?.Step == i ? after : null, limit - found.Count, ct));
        }

        return found;
    }

    private Task<List<SearchFound>> Step(int at, SearchPlace? after, int limit, CancellationToken ct)
    {
        var step = steps[at];
        return step.Kind switch
        {
            SearchStep.Number or SearchStep.Identifier => Contracts(at, step, after, limit, ct),
            SearchStep.Document => Documents(at, step, after, limit, ct),
            _ => Clients(at, step, after, limit, ct),
        };
    }

    private Task<List<SearchFound>> Clients(int at, SearchStep step, SearchPlace? after, int limit, CancellationToken ct)
    {
        var filter = Entries(new SqlFilter(), "e", step)
            .In(scope, "e.advisor_id")
            .And("(e.text, e.client_id) > (?, ?)", after?.Text, after?.Id);
        var earlier = Entries(filter.Beside(), "s", step);
        filter.Add($"not exists (select from {EntriesOf("e.client_id")} where {earlier.Sql} and s.text < e.text)");
        foreach (var before in steps.Take(at).Where(s => s.IsOfClients))
        {
            filter.Add($"not exists (select from {EntriesOf("e.client_id")} where {Entries(filter.Beside(), "s", before).Sql})");
        }

        return connection.Query(
            $"select e.text, e.client_id from clients.search_entry e where {filter.Sql} order by e.text, e.client_id limit {filter.Parameter(limit)}",
            r => new SearchFound(new SearchPlace(at, r.GetString(0), r.GetGuid(1)), step, r.GetGuid(1), null, null, null),
            filter.Values,
            ct);
    }

    private Task<List<SearchFound>> Contracts(int at, SearchStep step, SearchPlace? after, int limit, CancellationToken ct)
    {
        var filter = new SqlFilter()
            .And("i.key >= ?", step.From).And("i.key < ?", step.Until)
            .In(scope, "c.advisor_id")
            .And("(i.key, i.contract_id) > (?, ?)", after?.Text, after?.Id);
        Once(filter, at, "i", View(step), "contract_id", step);
        return connection.Query(
            $"""
            select i.key, i.contract_id, i.client_id, i.field, i.value, i.product from {View(step)} i join clients.client c on c.id = i.client_id
            where {filter.Sql} order by i.key, i.contract_id limit {filter.Parameter(limit)}
            """,
            r => new SearchFound(new SearchPlace(at, r.GetString(0), r.GetGuid(1)), step, r.GetGuid(2), r.GetString(3), r.GetString(4), r.GetString(5)),
            filter.Values,
            ct);
    }

    private Task<List<SearchFound>> Documents(int at, SearchStep step, SearchPlace? after, int limit, CancellationToken ct)
    {
        var filter = new SqlFilter()
            .And("d.number_key >= ?", step.From).And("d.number_key < ?", step.Until)
            .In(scope, "c.advisor_id")
            .And("(d.number_key, d.id) > (?, ?)", after?.Text, after?.Id);
        Once(filter, at, "d", "documents.pub_document", "id", step);
        return connection.Query(
            $"""
            select d.number_key, d.id, d.client_id, d.number from documents.pub_document d join clients.client c on c.id = d.client_id
            where {filter.Sql} order by d.number_key, d.id limit {filter.Parameter(limit)}
            """,
            r => new SearchFound(new SearchPlace(at, r.GetString(0), r.GetGuid(1)), step, r.GetGuid(2), "number", r.GetString(3), null),
            filter.Values,
            ct);
    }

    private void Once(SqlFilter filter, int at, string alias, string view, string id, SearchStep step)
    {
        if (!oncePerClient)
        {
            return;
        }

        var key = view.StartsWith("documents", StringComparison.Ordinal) ? "number_key" : "key";
        var own = filter.Beside().And($"s.{key} >= ?", step.From).And($"s.{key} < ?", step.Until);
        filter.Add($"not exists (select from {view} s where s.client_id = {alias}.client_id and {own.Sql} and (s.{key}, s.{id}) < ({alias}.{key}, {alias}.{id}))");
        foreach (var before in steps.Take(at))
        {
            var (table, range) = before.Kind switch
            {
                SearchStep.Number or SearchStep.Identifier => ($"{View(before)} s where s.client_id = {alias}.client_id and", filter.Beside().And("s.key >= ?", before.From).And("s.key < ?", before.Until)),
                SearchStep.Document => ($"documents.pub_document s where s.client_id = {alias}.client_id and", filter.Beside().And("s.number_key >= ?", before.From).And("s.number_key < ?", before.Until)),
                _ => ($"{EntriesOf($"{alias}.client_id")} where", Entries(filter.Beside(), "s", before)),
            };
            filter.Add($"not exists (select from {table} {range.Sql})");
        }
    }

    private static string View(SearchStep step) => "portfolio.pub_" + step.Kind;

    /// <summary>The few entries of one client, looked at for each row: the fence keeps the server from joining two whole ranges of a common name instead, which grow with the base.</summary>
    private static string EntriesOf(string client) => $"(select * from clients.search_entry x where x.client_id = {client} offset 0) s";

    private static SqlFilter Entries(SqlFilter filter, string alias, SearchStep step)
    {
        filter.And($"{alias}.kind = ?", step.Kind).And($"{alias}.text >= ?", step.From).And($"{alias}.text < ?", step.Until);
        foreach (var pattern in step.Contains)
        {
            filter.And($"{alias}.text like ?", pattern);
        }

        if (step.LeadOnly)
        {
            filter.Add($"{alias}.lead");
        }

        return filter;
    }
}
