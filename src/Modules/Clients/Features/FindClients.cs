using System.Text;
using CrossSell.Clients.Data;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using Npgsql;

namespace CrossSell.Clients.Features;

/// <summary>All clients by name, or those a text means in the order of the search.</summary>
internal sealed class FindClientsHandler(Database database, CallContext call) : IQueryHandler<FindClients, Page<ClientItem>>
{
    public async Task<Page<ClientItem>> Handle(FindClients request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var scope = await Narrowed(connection, call.Actor.Scope, request.Advisor, ct);
        return string.IsNullOrWhiteSpace(request.Query) ? await All(connection, scope, request, ct) : await Searched(connection, scope, request, ct);
    }

    private static async Task<Page<ClientItem>> All(NpgsqlConnection connection, ClientScope scope, FindClients request, CancellationToken ct)
    {
        var after = Cursor.Read(request.After);
        var filter = new SqlFilter()
            .And(scope.Sql("c.advisor_id", "?"), scope.All ? null : scope.Advisors)
            .And("(c.name, c.id) > (?, ?)", after?.Text, after?.Id);
        var rows = await connection.Query($"{ClientItems.Select} where {filter.Sql} order by c.name, c.id limit {filter.Parameter(request.Limit + 1)}", ClientItems.Item, filter.Values, ct);
        return Page<ClientItem>.Of(rows, request.Limit, c => new Cursor(0, 0, c.Id, c.Name).ToString());
    }

    private static async Task<Page<ClientItem>> Searched(NpgsqlConnection connection, ClientScope scope, FindClients request, CancellationToken ct)
    {
        var after = Cursor.Read(request.After);
        var result = await new ClientSearch(connection, scope, oncePerClient: true).Read(request.Query, after?.Way, after?.Place, request.Limit + 1, ct);
        var rows = await ClientItems.Read(connection, [.. result.Found.Select(f => f.ClientId)], ct);
        var page = result.Found.Take(request.Limit).ToList();
        return new Page<ClientItem>(
            [.. page.Where(f => rows.ContainsKey(f.ClientId)).Select(f => rows[f.ClientId].Item)],
            result.Found.Count > request.Limit ? Cursor.Of(result.Way, page[^1].Place).ToString() : null);
    }

    /// <summary>The scope, or the one advisor of it that was asked for; of an advisor nobody knows there are no clients.</summary>
    private static async Task<ClientScope> Narrowed(NpgsqlConnection connection, ClientScope scope, string? advisor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(advisor))
        {
            return scope;
        }

        var found = await connection.Query("select id from access.pub_user where lower(email) = $1", r => r.GetGuid(0), [advisor.Trim().ToLowerInvariant()], ct);
        return new ClientScope(false, [.. found.Where(scope.Allows)]);
    }

    private sealed record Cursor(int WayNumber, int Step, Guid Id, string Text)
    {
        private const int Head = 36;

        public SearchWay Way => (SearchWay)WayNumber;

        public SearchPlace Place => new(Step, Text, Id);

        public static Cursor Of(SearchWay way, SearchPlace place) => new((int)way, place.Step, place.Id, place.Text);

        public static Cursor? Read(string? text)
        {
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            try
            {
                var plain = Encoding.UTF8.GetString(Convert.FromHexString(text));
                var cursor = new Cursor(Convert.ToInt32(plain[..1], 16), Convert.ToInt32(plain[1..4], 16), Guid.ParseExact(plain[4..Head], "N"), plain[Head..]);
                return Enum.IsDefined(cursor.Way) ? cursor : throw new FormatException("There is no such way.");
            }
            catch (Exception wrong) when (wrong is FormatException or ArgumentOutOfRangeException or OverflowException)
            {
                throw new InvalidInputException("after", "cursor", "Is no cursor of this list.");
            }
        }

        public override string ToString() => Convert.ToHexStringLower(Encoding.UTF8.GetBytes($"{WayNumber:x1}{Step:x3}{Id:N}{Text}"));
    }
}
