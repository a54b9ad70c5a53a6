using System.Globalization;
using System.Text.RegularExpressions;
using CrossSell.Kernel.Audit;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Host.Pages;

/// <summary>Says in words what happened and what happens next.</summary>
internal sealed partial class Sentences(Texts texts, Dates dates, ProductNames products, EntryFacts facts)
{
    public string Outcome(Outcome outcome) => texts["outcome." + Camel(outcome.ToString())];

    public string Status(string status) => texts["status." + Camel(status)];

    /// <summary>In which right a client is approached.</summary>
    public string Purpose(ContactPurpose purpose) => texts["purpose." + Camel(purpose.ToString())];

    /// <summary>Why a contact ended as it did; a word of a line's own is said with its parts apart.</summary>
    public string Refusal(string reason) => texts.Find("refusal." + reason) ?? Apart().Replace(reason, m => " " + m.Value.ToLowerInvariant());

    /// <summary>What follows an outcome: "Another offer on 7 December: Home insurance – Plus".</summary>
    public string Next(FollowUp next)
    {
        var product = next.Product is null ? string.Empty : products.Of(next.Product, next.Variant);
        var kind = next.Kind == "retry" && next.Channel != ContactChannel.Phone ? $"retry.{Camel(next.Channel.ToString())}" : next.Kind;
        return next.DueOn is { } day && texts.Find("next." + kind, dates.On(day), product) is { } said ? said : next.Reason.In(texts.Language);
    }

    /// <summary>A fact that speaks for a product, or two that do together: of whom, or of what, the share is.</summary>
    public string Fact(EvidenceFact fact, ProductNames names)
    {
        if (fact.Kind == "line")
        {
            return texts["evidence.line"];
        }

        var known = Part(new AlsoFact(fact.Kind, fact.Of, fact.Value, fact.Since), names) + (fact.And is { } and ? " + " + Part(and, names) : string.Empty);
        return texts[fact.Next ? "evidence.cameNext" : "evidence.ofAll", known];
    }

    private string Part(AlsoFact fact, ProductNames names) => fact.Kind switch
    {
        "holds" => fact.Since is { } since ? texts["evidence.holdsSince", names.Of(fact.Of), dates.Day(since)] : texts["evidence.holds", names.Of(fact.Of)],
        "held" => texts["evidence.held", names.Of(fact.Of)],
        "last" => texts["evidence.last", names.Of(fact.Of), fact.Since is { } last ? dates.Day(last) : "?"],
        "since" => texts["evidence.since", texts["evidence.since." + fact.Value], fact.Since is { } last ? dates.Day(last) : "?"],
        "month" => texts["evidence.month", CultureInfo.GetCultureInfo(texts.Language).DateTimeFormat.GetMonthName(int.Parse(fact.Value!, CultureInfo.InvariantCulture))],
        _ => fact.Of switch
        {
            "age" => texts["evidence.age", fact.Value],
            "kind" => texts["kind." + fact.Value],
            _ => $"{fact.Of["attr.".Length..]}: {fact.Value}",
        },
    };

    /// <summary>"No answer, 3 days ago", with the reason of a refusal.</summary>
    public string Said(ContactAttempt attempt) => attempt.Reason is null
        ? Outcome(attempt.Outcome)
        : $"{Outcome(attempt.Outcome)} ({Refusal(attempt.Reason)})";

    /// <summary>Reads what these entries name.</summary>
    public Task Load(IEnumerable<AuditEntry> entries, CancellationToken ct) => facts.Load(entries.Select(Recorded.Of), ct);

    public Task Load(IEnumerable<TimelineItem> items, CancellationToken ct) => facts.Load(items.Select(Recorded.Of), ct);

    public string Happened(TimelineItem item) => Happened(Recorded.Of(item));

    /// <summary>An audit entry in words; what it was about is filled in from its two faces. Load it before use.</summary>
    public string Happened(AuditEntry entry) => Happened(Recorded.Of(entry));

    private string Happened(Recorded entry)
    {
        var text = texts.Find("timeline." + entry.Action) ?? entry.Action;
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        foreach (var (name, value) in facts.Of(entry))
        {
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        }

        return Tidy(text);
    }

    /// <summary>The row of the follow-up table that decided what followed, when one did.</summary>
    public (string Line, int Version, int Row)? DecidedBy(string? details)
    {
        var said = EntryFacts.Plain(details);
        return said.TryGetValue("product", out var product)
            && int.TryParse(said.GetValueOrDefault("followUpTable"), System.Globalization.CultureInfo.InvariantCulture, out var version)
            && int.TryParse(said.GetValueOrDefault("followUpRow"), System.Globalization.CultureInfo.InvariantCulture, out var row)
                ? (product.Split('/')[0], version, row)
                : null;
    }

    /// <summary>A fact that was not there leaves no trace of its place.</summary>
    private static string Tidy(string text)
    {
        var at = text.IndexOf('{', StringComparison.Ordinal);
        return at < 0 ? text : text[..at].TrimEnd(' ', ':', '(', ',', '–', '→');
    }

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Apart();

    private static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}
