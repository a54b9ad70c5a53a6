using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Audit;

namespace CrossSell.Host.Pages;

/// <summary>One field that a change set, in words.</summary>
/// <param name="Field">As the audit names it.</param>
internal sealed record FieldChange(string Field, string Label, string Before, string After);

/// <summary>Says an audit entry as a sentence with what it changed and why. Load it before use.</summary>
internal sealed class HistorySentences(Texts texts, Dates dates, Sentences say, ProductNames products, PeopleNames people, FieldWords fields)
{
    private static readonly string[] Named = ["advisorId", "assigneeId"];

    /// <summary>Reads what these entries name.</summary>
    public async Task Load(IEnumerable<AuditItem> items, CancellationToken ct)
    {
        var entries = items.Select(i => i.Entry).ToList();
        await Load(entries.SelectMany(e => new[] { e.Before, e.After }).Select(AuditTrail.Fields).SelectMany(f => Named.Select(n => f[n])), ct);
        await say.Load(entries, ct);
    }

    /// <summary>Reads what these values of a field name.</summary>
    public async Task Load(IEnumerable<JsonNode?> values, CancellationToken ct)
    {
        await products.Load(ct);
        await people.Load(values.Select(v => v is JsonValue && Guid.TryParse(v.ToString(), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty), ct);
    }

    public string Sentence(AuditEntry entry) => say.Happened(entry);

    /// <summary>What made it happen: "nightly scan; rule line/code, version 1.2.0".</summary>
    public string Cause(string cause) => string.Join("; ", cause.Split(" > ").Select(CausePart));

    public IReadOnlyList<FieldChange> Changes(AuditEntry entry)
    {
        if (entry.Before is null)
        {
            return [];
        }

        var (before, after) = (AuditTrail.Fields(entry.Before), AuditTrail.Fields(entry.After));
        return [.. before.Select(f => f.Key).Union(after.Select(f => f.Key))
            .Where(name => !(name == "on" && entry.SubjectKind == "process") && !JsonNode.DeepEquals(before[name], after[name]) && fields.Changed(name) is not null)
            .Select(name => new FieldChange(name, Label(name)!, Value(name, before[name]), Value(name, after[name])))];
    }

    public string? Label(string field) => fields.Label(field);

    public string Value(string field, JsonNode? value) => value switch
    {
        null => "–",
        JsonArray { Count: 0 } => "–",
        JsonArray many => string.Join(", ", many.Select(v => Value(field, v))),
        JsonObject { Count: 0 } => "–",
        JsonObject facts => string.Join(", ", facts.Select(f => $"{f.Key}: {f.Value}")),
        JsonValue one when one.GetValueKind() is JsonValueKind.True or JsonValueKind.False => texts[one.GetValue<bool>() ? "common.yes" : "common.no"],
        _ => Word(field, value.ToString()),
    };

    private string Word(string field, string text) => field switch
    {
        "advisorId" or "assigneeId" => Guid.TryParse(text, out var person) ? people.Of(person, text) : text,
        "product" => products.Of(text),
        "consents" => texts.Find("consent." + text) ?? text,
        "closeReason" => texts.Find("refusal." + text) ?? texts.Find("status." + text) ?? text,
        "state" => products.State(text),
        "kind" => texts.Find("kind." + text) ?? texts.Find("task." + text) ?? text,
        "heldAt" => texts.Find("heldAt." + text) ?? text,
        "period" => texts.Find("period." + text) ?? text,
        _ when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => dates.Day(day),
        _ when text.Length > 18 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => dates.Moment(at),
        _ => text,
    };

    private string CausePart(string part)
    {
        var (kind, rest) = part.Split(':', 2) is [var k, var r] ? (k, r) : (part, string.Empty);
        return kind switch
        {
            "rule" when rest.Split('@') is [var code, var version] => texts["cause.rule", code, version],
            "expiry" when rest.Split('/') is [_, var cycle] && DateOnly.TryParseExact(cycle, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => texts["cause.expiry", dates.Day(day)],
            "job" => texts.Find("cause.job." + rest) ?? texts["cause.job", rest],
            _ => texts.Find("cause." + kind) ?? part,
        };
    }
}
