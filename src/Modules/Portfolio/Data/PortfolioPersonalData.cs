using CrossSell.Kernel.Privacy;

namespace CrossSell.Portfolio.Data;

/// <summary>Contracts held here are kept while they live and for eight years after, as the Accounting Act (C of 2000, § 169) demands.</summary>
internal sealed class PortfolioPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables => [new("portfolio.contract", Key: "id") { Handed = "client_id = $2, version = version + 1" }];

    public IReadOnlyList<KeepRule> Keeps =>
    [
        new(
            "contractHeldHere",
            """
            select count(*)::int, case when bool_or(status = 'live') then null else max((expiry + interval '8 years')::date) end
            from portfolio.contract where client_id = $1 and held_at = 'us' and (status = 'live' or expiry + interval '8 years' > $2::date)
            """),
    ];
}
