using CrossSell.Kernel.Data;

namespace CrossSell.Portfolio.Features;

/// <summary>The products the catalog knows, those of lines that are switched off included: what is held stays held.</summary>
internal sealed class KnownProducts(Database database)
{
    /// <summary>By code.</summary>
    public async Task<IReadOnlyDictionary<string, Term>> All(CancellationToken ct) =>
        (await database.Query("select code, term_months, renews, line_version from catalog.pub_product", r => (Code: r.GetString(0), Term: new Term(r.Maybe<int>(1), r.Maybe<bool>(2) ?? false, r.MaybeText(3))), [], ct))
        .ToDictionary(p => p.Code, p => p.Term);

    public async Task<bool> Has(string code, CancellationToken ct) => (await Lines(code, ct)).Count > 0;

    /// <summary>The version of the product's line that is in force.</summary>
    public async Task<string?> LineVersion(string code, CancellationToken ct) => (await Lines(code, ct)).FirstOrDefault();

    private Task<List<string?>> Lines(string code, CancellationToken ct) => database.Query("select line_version from catalog.pub_product where code = $1", r => r.MaybeText(0), [code], ct);
}

/// <summary>How long a product runs, whether it goes on by itself, and which version of its line says so.</summary>
internal sealed record Term(int? Months, bool Renews, string? LineVersion = null)
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
