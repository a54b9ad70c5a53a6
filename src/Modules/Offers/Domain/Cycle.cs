using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>The present cycle of a contract: one that renews by itself counts on, term by term.</summary>
internal static class Cycle
{
    public static DateOnly? Expiry(DateOnly? expiry, TermDefinition? term, DateOnly today)
    {
        if (expiry is not { } first || first >= today || term is not { Renews: Renewal.Automatically, Months: > 0 })
        {
            return expiry;
        }

        var months = (today.Year - first.Year) * 12 + today.Month - first.Month;
        var terms = Math.Max(1, months / term.Months);
        var next = first.AddMonths(terms * term.Months);
        return next >= today ? next : first.AddMonths((terms + 1) * term.Months);
    }

    public static bool IsLive(ContractView contract, TermDefinition? term, DateOnly today) =>
        contract.Status == "live" && (Expiry(contract.Expiry, term, today) is not { } expiry || expiry >= today);
}
