using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Audit;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.Pages;

/// <summary>An entry of the record as far as a sentence needs it.</summary>
internal sealed record Recorded(string Action, string SubjectKind, Guid SubjectId, string? Before, string? After)
{
    public static Recorded Of(AuditEntry entry) => new(entry.Action, entry.SubjectKind, entry.SubjectId, entry.Before, entry.After);

    public static Recorded Of(TimelineItem item) => new(item.Action, item.Kind, item.SubjectId, null, item.Details);
}

/// <summary>What the places of a sentence stand for, in words: ids as names, codes as titles, days as people read them. Load the entries before use.</summary>
internal sealed class EntryFacts(Texts texts, Dates dates, ProductNames products, SubjectNames names, FieldWords fields)
{
    private const int MostChanged = 3;
    private static readonly string[] People = ["advisorId", "assigneeId"];

    public Task Load(IEnumerable<Recorded> entries, CancellationToken ct)
    {
        var (people, clients, subjects) = (new HashSet<Guid>(), new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var entry in entries)
        {
            var said = Plain(entry.Before, entry.After);
            people.UnionWith(People.Select(f => Id(said.GetValueOrDefault(f))).OfType<Guid>());
            if (entry.SubjectKind == "user")
            {
                people.Add(entry.SubjectId);
            }

            if (Id(said.GetValueOrDefault("otherId")) is { } other)
            {
                clients.Add(other);
            }

            if (entry.SubjectKind is "contract" or "offer" && !said.ContainsKey("product"))
            {
                subjects.Add(entry.SubjectId);
            }
        }

        return names.Load(people, clients, subjects, ct);
    }

    public IReadOnlyDictionary<string, string> Of(Recorded entry)
    {
        var said = Plain(entry.Before, entry.After);
        var module = entry.Action.Split('.')[0];
        var facts = said.ToDictionary(f => f.Key, f => Word(module, f.Key, f.Value));
        if ((said.GetValueOrDefault("product") ?? names.Product(entry.SubjectId)) is { } product)
        {
            facts["product"] = products.Of(product, said.GetValueOrDefault("variant"));
        }

        if (entry.SubjectKind == "user" && names.Person(entry.SubjectId) is { } person)
        {
            facts["person"] = person;
        }

        if (entry.SubjectKind == "link")
        {
            facts["other"] = (Id(said.GetValueOrDefault("otherId")) is { } other ? names.Client(other) : null) ?? texts["links.another"];
            facts["link"] = said.GetValueOrDefault("kind") is { Length: > 0 } kind ? texts.Find("link." + char.ToUpperInvariant(kind[0]) + kind[1..]) ?? kind : string.Empty;
        }

        if (Changed(entry) is { Length: > 0 } changed)
        {
            facts["changed"] = changed;
        }

        return facts;
    }

    /// <summary>What both faces say as texts and numbers, one level into groups (<c>counts.clients</c>); what was set goes before what there was.</summary>
    public static Dictionary<string, string> Plain(params string?[] faces)
    {
        var said = new Dictionary<string, string>();
        foreach (var face in faces)
        {
            foreach (var (name, value) in AuditTrail.Fields(face))
            {
                foreach (var (key, text) in value is JsonObject group ? group.Select(f => ($"{name}.{f.Key}", f.Value)) : [(name, value)])
                {
                    if (text?.GetValueKind() is System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Number)
                    {
                        said[key] = text.ToString();
                    }
                }
            }
        }

        return said;
    }

    private string Word(string module, string field, string value) => (module, field) switch
    {
        (_, "advisorId" or "assigneeId") => Id(value) is { } person && names.Person(person) is { } name ? name : texts["history.colleague"],
        (_, "state") => products.State(value),
        (_, "line") => products.Line(value),
        ("clients", "columns") => string.Join(", ", value.Split(", ", StringSplitOptions.RemoveEmptyEntries).Prepend("name").Select(c => texts.Find("column." + c) ?? c)),
        ("catalog", "code") => products.Line(value),
        ("processes", "key") => products.Process(value),
        ("processes", "title") => products.Of(value),
        ("mail", "template") => MailWords.Of(texts, value),
        ("mail", "answer") => MailWords.Chosen(texts, value),
        ("mail", "reason") => (texts.Find("mails.reason." + value) ?? value).TrimEnd('.'),
        _ => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? dates.ShortDay(day) : value,
    };

    /// <summary>Which fields an entry set: the first few by their labels.</summary>
    private string Changed(Recorded entry)
    {
        var (before, after) = (AuditTrail.Fields(entry.Before), AuditTrail.Fields(entry.After));
        var labels = before.Select(f => f.Key).Union(after.Select(f => f.Key)).Where(f => !JsonNode.DeepEquals(before[f], after[f])).Select(fields.Changed).OfType<string>().Distinct().ToList();
        return string.Join(", ", labels.Take(MostChanged)) + (labels.Count > MostChanged ? " …" : string.Empty);
    }

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) && id != Guid.Empty ? id : null;
}
