using System.Text.RegularExpressions;
using CrossSell.Kernel.Errors;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Domain;

/// <summary>Fills what a caller gives into a contract and says what can't be used. Not given means left as it is; empty means cleared.</summary>
internal sealed partial class ContractForm(ContractData data, Faults faults)
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2200, 12, 31);

    public Contract FilledInto(Contract contract) => Checked(Priced(Termed(Named(contract))));

    private Contract Named(Contract contract) => contract with
    {
        ExternalId = Text("externalId", data.ExternalId, contract.ExternalId, 100),
        ClientId = data.ClientId ?? contract.ClientId,
        Product = data.Product is null ? contract.Product : faults.Text("product", data.Product, 80)?.ToLowerInvariant() ?? string.Empty,
        Variant = Text("variant", data.Variant, contract.Variant, 60),
        HeldAt = data.HeldAt is null ? contract.HeldAt : faults.Word("heldAt", data.HeldAt, Contract.HeldHere, Contract.HeldElsewhere) ?? string.Empty,
        Provider = Text("provider", data.Provider, contract.Provider, 120),
        Number = Text("number", data.Number, contract.Number, 60),
        Fields = data.Fields is null ? contract.Fields : Fields(contract.Fields, data.Fields),
        Status = string.IsNullOrWhiteSpace(data.Status) ? contract.Status : faults.Word("status", data.Status, Contract.Live, Contract.Ended)!,
    };

    private Contract Termed(Contract contract) => contract with
    {
        Start = data.Start ?? contract.Start,
        Expiry = data.Expiry ?? contract.Expiry,
        ExpiryInferred = data.Expiry is null && contract.ExpiryInferred,
        NoticeDays = data.NoticeDays ?? contract.NoticeDays,
    };

    private Contract Priced(Contract contract) => data.Price is not { } price ? contract : contract with
    {
        Price = price.Amount,
        Currency = faults.Text("price.currency", price.Currency, 10)?.ToUpperInvariant(),
        Period = faults.Word("price.period", price.Period, "once", "month", "quarter", "year"),
    };

    private Contract Checked(Contract contract)
    {
        Require(contract.Product.Length > 0, "product", "required", "Required: line/code.");
        Require(contract.HeldAt.Length > 0, "heldAt", "required", "Required: us or elsewhere.");
        Require(contract.Start != default, "start", "required", "Required.");
        Require(contract.Start == default || InReach(contract.Start), "start", "outOfReach", "Lies before 1900 or after 2200.");
        Require(contract.Expiry is null || InReach(contract.Expiry.Value), "expiry", "outOfReach", "Lies before 1900 or after 2200.");
        Require(contract.Expiry is null || contract.Start == default || contract.Expiry >= contract.Start, "expiry", "beforeStart", "Lies before the start.");
        Require(contract.NoticeDays is null or (>= 0 and <= 3650), "noticeDays", "outOfRange", "Must be between 0 and 3650.");
        if (data.Price is not null)
        {
            CheckPrice(contract);
        }

        return contract with { Price = contract.Price is { } amount ? decimal.Round(amount, 2) : null };
    }

    private void CheckPrice(Contract contract)
    {
        Require(contract.Price >= 0, "price.amount", "negative", "Must not be negative.");
        Require(contract.Price < 1_000_000_000_000m, "price.amount", "tooLarge", "Is too large.");
        Require(contract.Currency is not null && CurrencyShape().IsMatch(contract.Currency), "price.currency", "notACurrency", "A price needs a three-letter currency, e.g. HUF.");
        Require(contract.Period is not null, "price.period", "required", "A price needs a period: once, month, quarter or year.");
    }

    private static bool InReach(DateOnly date) => date >= Earliest && date <= Latest;

    private string? Text(string field, string? given, string? current, int most) => given is null ? current : faults.Text(field, given, most);

    private SortedDictionary<string, string> Fields(IReadOnlyDictionary<string, string> current, IReadOnlyDictionary<string, string> given)
    {
        var all = new SortedDictionary<string, string>(current.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            if (faults.Text("fields", name, 60) is not { } key)
            {
                faults.Add("fields", "required", "A field needs a name.");
            }
            else if (faults.Text($"fields.{key}", value, 500) is { } text)
            {
                all[key] = text;
            }
            else
            {
                all.Remove(key);
            }
        }

        return all;
    }

    private void Require(bool holds, string field, string code, string message)
    {
        if (!holds && faults.All.All(f => f.Field != field))
        {
            faults.Add(field, code, message);
        }
    }

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex CurrencyShape();
}
