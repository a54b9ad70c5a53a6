using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using Npgsql;

namespace CrossSell.Clients.Features;

/// <summary>Walks the index of texts in its order and stops as soon as a page is full: neighbours with one text are a pair.</summary>
internal sealed class ListDuplicatesHandler(Database database, CallContext call) : IQueryHandler<ListDuplicates, Page<DuplicatePair>>
{
    public async Task<Page<DuplicatePair>> Handle(ListDuplicates request, CancellationToken ct)
    {
        var after = Cursor.Read(request.After);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = new List<(Cursor Cursor, Guid First)>();
        foreach (var kind in Likeness.Paired.Where(k => after is null || string.CompareOrdinal(k, after.Kind) >= 0))
        {
            var left = request.Limit + 1 - found.Count;
            found.AddRange(left == 0 ? [] : await Walk(connection, kind, after?.Kind == kind ? after : null, left, ct));
        }

        var clients = await ClientItems.Read(connection, [.. found.SelectMany(f => new[] { f.First, f.Cursor.Id }).Distinct()], ct);
        var pairs = found.Take(request.Limit).Where(f => clients.ContainsKey(f.First) && clients.ContainsKey(f.Cursor.Id)).Select(f => Pair(f.Cursor, clients[f.First], clients[f.Cursor.Id])).ToList();
        return new Page<DuplicatePair>(pairs, found.Count > request.Limit ? found[request.Limit - 1].Cursor.ToString() : null);
    }

    private Task<List<(Cursor Cursor, Guid First)>> Walk(NpgsqlConnection connection, string kind, Cursor? after, int limit, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var filter = new SqlFilter()
            .And("e.kind = ?", kind)
            .In(scope, "e.advisor_id")
            .And("(e.text, e.client_id) >= (?, ?)", after?.Text, after?.Id)
            .Add("e.lead");
        var page = filter.Beside().Add("previous is not null").And("(text, client_id) > (?, ?)", after?.Text, after?.Id);
        return connection.Query(
            $"""
            select text, previous, client_id from (
              select e.text, e.client_id, lag(e.client_id) over (partition by e.text order by e.client_id) as previous from clients.search_entry e where {filter.Sql}) walked
            where {page.Sql} order by text, client_id limit {filter.Parameter(limit)}
            """,
            r => (new Cursor(kind, r.GetString(0), r.GetGuid(2)), r.GetGuid(1)),
            filter.Values,
            ct);
    }

    private static DuplicatePair Pair(Cursor at, ShownClient first, ShownClient second) =>
        new(Likeness.Reason(at.Kind), at.Text, first.Item, second.Item, first.BirthDate, second.BirthDate);

    private sealed record Cursor(string Kind, string Text, Guid Id)
    {
        public static Cursor? Read(string? text)
        {
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            try
            {
                return System.Text.Encoding.UTF8.GetString(Convert.FromHexString(text)).Split('\n') is [var kind, var shared, var id] && Likeness.Paired.Contains(kind)
                    ? new Cursor(kind, shared, Guid.ParseExact(id, "N"))
                    : throw new FormatException("It has other parts.");
            }
            catch (FormatException)
            {
                throw new InvalidInputException("after", "cursor", "Is no cursor of this list.");
            }
        }

        public override string ToString() => Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes($"{Kind}\n{Text}\n{Id:N}"));
    }
}
