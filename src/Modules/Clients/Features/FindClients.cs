using System.Text;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Features;

internal sealed class FindClientsHandler(Database database, CallContext call) : IQueryHandler<FindClients, Page<ClientItem>>
{
    public async Task<Page<ClientItem>> Handle(FindClients request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var after = Cursor.Read(request.After);
        var filter = new SqlFilter();
        if (!scope.All)
        {
            filter.And(scope.Sql("c.advisor_id", filter.Parameter(scope.Keys)));
        }

        filter
            .And("c.advisor_id = (select id from access.pub_user where lower(email) = ?)", Email(request.Advisor))
            .And("(c.name, c.id) > (?, ?)", after?.Name, after?.Id);
        foreach (var pattern in SearchText.Patterns(request.Query))
        {
            filter.And("c.search like ?", pattern);
        }

        var limit = filter.Parameter(request.Limit + 1);
        var rows = await database.Query(
            $"""
            select c.id, c.external_id, c.kind, c.name, c.phone, c.email, c.city, coalesce(u.email, ''), c.advisor_id, c.do_not_contact
            from clients.client c left join access.pub_user u on u.id = c.advisor_id
            where {filter.Sql} order by c.name, c.id limit {limit}
            """,
            r => new ClientItem(
                r.GetGuid(0), r.MaybeText(1), r.GetString(2), r.GetString(3), r.MaybeText(4), r.MaybeText(5), r.MaybeText(6), r.GetString(7), r.GetGuid(8), r.GetBoolean(9)),
            filter.Values,
            ct);
        return Page<ClientItem>.Of(rows, request.Limit, c => new Cursor(c.Name, c.Id).Text);
    }

    private static string? Email(string? address) => string.IsNullOrWhiteSpace(address) ? null : address.Trim().ToLowerInvariant();

    private sealed record Cursor(string Name, Guid Id)
    {
        public string Text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes($"{Id:N}{Name}"));

        public static Cursor? Read(string? text)
        {
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            try
            {
                var plain = Encoding.UTF8.GetString(Convert.FromHexString(text));
                return new Cursor(plain[32..], Guid.ParseExact(plain[..32], "N"));
            }
            catch (Exception wrong) when (wrong is FormatException or ArgumentOutOfRangeException)
            {
                throw new InvalidInputException("after", "cursor", "Is no cursor of this list.");
            }
        }
    }
}
