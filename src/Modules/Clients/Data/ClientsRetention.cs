using CrossSell.Kernel.Privacy;

namespace CrossSell.Clients.Data;

/// <summary>Clients nobody of the house has had anything to do with for long: those who never bought here, and those who did once.</summary>
internal sealed class ClientsRetention : IRetention
{
    private const string Untouched = "not exists (select from kernel.pub_audit a where a.client_id = c.id and a.actor_id is not null and a.at >= $1)";

    public IReadOnlyList<RetentionRule> Rules =>
    [
        new RetainedClients(
            "prospects", 730, false,
            $"from clients.client c where c.created_at < $1 and not exists (select from portfolio.pub_contract k where k.client_id = c.id and k.held_at = 'us') and {Untouched}"),
        new RetainedClients(
            "formerClients", 3653, false,
            $"""
            from clients.client c where c.created_at < $1
              and exists (select from portfolio.pub_contract k where k.client_id = c.id and k.held_at = 'us')
              and not exists (select from portfolio.pub_contract k where k.client_id = c.id and k.held_at = 'us' and (k.status = 'live' or k.expiry is null or k.expiry >= $1::date))
              and {Untouched}
            """),
    ];
}
