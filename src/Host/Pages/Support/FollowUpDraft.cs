using System.Text.Json;
using CrossSell.Host.Api;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Sdk;

namespace CrossSell.Host.Pages;

/// <summary>A follow-up table on its way through the editor: every form of the page carries it, so nothing is kept on the server and nothing needs a script.</summary>
internal sealed class FollowUpDraft(IReadOnlyList<FollowUpDefinition> rows)
{
    public List<FollowUpDefinition> Rows { get; } = [.. rows];

    /// <summary>The row that was touched last: the keyboard goes on there.</summary>
    public int? Touched { get; private set; }

    public string Text => JsonText.Write(Rows);

    public static FollowUpDraft Read(string text)
    {
        try
        {
            return new FollowUpDraft(JsonText.Read<List<FollowUpDefinition>>(text));
        }
        catch (JsonException broken)
        {
            throw new InvalidInputException("rows", "body", $"This is not a follow-up table: {broken.Message}");
        }
    }

    public bool IsSameAs(IReadOnlyList<FollowUpDefinition> other) => Rows.SequenceEqual(other);

    public void Move(int row, int by)
    {
        if (!Has(row) || !Has(row + by))
        {
            return;
        }

        (Rows[row], Rows[row + by]) = (Rows[row + by], Rows[row]);
        Touched = row + by;
    }

    public void Remove(int row)
    {
        if (Has(row))
        {
            Rows.RemoveAt(row);
            Touched = Math.Min(row, Rows.Count - 1);
        }
    }

    /// <summary>Puts the row in its place, or a new one before the first row that answers the same outcome in general: the narrower one stands above.</summary>
    public void Put(int? row, FollowUpDefinition value)
    {
        if (row is { } at && Has(at))
        {
            Rows[at] = value;
            Touched = at;
            return;
        }

        var general = Rows.FindIndex(r => r.On == value.On && r is { Reason: null, Product: null, Attempt: null, FromAttempt: null });
        var last = Rows.FindLastIndex(r => r.On == value.On);
        Touched = general >= 0 ? general : last >= 0 ? last + 1 : Rows.Count;
        Rows.Insert(Touched.Value, value);
    }

    public bool Has(int row) => row >= 0 && row < Rows.Count;

    /// <summary>The row as the form says it; a field that does not go with the chosen way is left out.</summary>
    public static FollowUpDefinition RowOf(Form form, string line)
    {
        var way = form.Text("way");
        var retries = way.StartsWith("retry:", StringComparison.Ordinal);
        var closes = way == "close";
        var limited = retries && form.Optional("finally") is not null;
        var attempt = Whole(form, "attempt");
        var row = new FollowUpDefinition(
            EnumWords.Read<Outcome>(form.Text("on")) ?? throw new InvalidInputException("on", "unknownOutcome", "This is not an outcome."),
            form.Optional("reason"),
            form.Optional("product"),
            new NextStep(
                way.StartsWith("offer:", StringComparison.Ordinal) ? EnumWords.Read<NextOffer>(way[6..]) : null,
                retries ? EnumWords.Read<RetryAt>(way[6..]) : null,
                closes ? 0 : Whole(form, "afterDays") ?? 0,
                limited ? Whole(form, "atMost") : null,
                limited ? EnumWords.Read<FinalStep>(form.Text("finally")) : null,
                closes ? form.Optional("close") : null)
            {
                Product = way == "product" ? FollowUpRow.Address(form.Optional("next"), line) : null,
                Variant = way == "product" ? form.Optional("variant") : null,
                Channel = closes ? null : EnumWords.Read<ContactChannel>(form.Text("channel")),
                Owner = closes ? null : EnumWords.Read<StepOwner>(form.Text("owner")),
                CooldownDays = retries && !limited ? null : Whole(form, "cooldownDays"),
            })
        {
            Attempt = form.Text("times") == "only" ? attempt : null,
            FromAttempt = form.Text("times") == "from" ? attempt : null,
        };
        form.Demand();
        return row;
    }

    private static int? Whole(Form form, string name) => form.Number(name) is { } number
        ? number == decimal.Truncate(number) && Math.Abs(number) < 1_000_000 ? (int)number : throw new InvalidInputException(name, "type.whole", "Must be a whole number.")
        : null;
}
