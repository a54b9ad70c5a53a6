using CrossSell.Kernel.Data;

namespace CrossSell.Portfolio.Features;

/// <summary>The products the catalog knows, those of lines that are switched off included: what is held stays held.</summary>
internal sealed class KnownProducts(Database database)
{
    /// <summary>By code.</summary>
    public async Task<IReadOnlyDictionary<string, Term>> All(CancellationToken ct) =>
        (await database.Query("select code, term_months, renews from catalog.pub_product", r => (Code: r.GetString(0), Term: new Term(r.Maybe<int>(1), r.Maybe<bool>(2) ?? false)), [], ct))
        .ToDictionary(p => p.Code, p => p.Term);

    public async Task<bool> Has(string code, CancellationToken ct) =>
        (await database.Query("select 1 from catalog.pub_product where code = $1", r => r.GetInt32(0), [code], ct)).Count > 0;
}

/// <summary>How long a product runs and whether it goes on by itself.</summary>
internal sealed record Term(int? Months, bool Renews)
{
    /// <summary>
    /// When a contract of unknown end ends next: the first end of a term from its start on that has not passed. Of a product that does not renew, the end of the one term;
    /// when that has passed too, somebody renewed it by hand, and nobody can know when it ends.
    /// </summary>
    public DateOnly? Expiry(DateOnly start, DateOnly today)
    {
        if (Months is not > 0)
        {
            return null;
        }

        var terms = 1;
        if (Renews && start < today)
        {
            terms = Math.Max(1, ((today.Year - start.Year) * 12 + today.Month - start.Month) / Months.Value);
            terms += start.AddMonths(terms * Months.Value) < today ? 1 : 0;
        }

        var end = start.AddMonths(terms * Months.Value);
        return end >= today ? end : null;
    }
}
