using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrossSell.Integration.House;

namespace CrossSell.Integration.Access.Crossing;

/// <summary>A door takes something of which the crossing does not know what it is.</summary>
internal sealed class UnknownKeyException(string message) : Exception(message);

/// <summary>
/// What fits where: fills addresses, queries, bodies and forms by the kind of each thing, so that every door is tried with what is really there.
/// A new page or endpoint with a new kind of id needs one line in <see cref="Kinds"/> (what its name means) and, for a new kind, a value in <see cref="ForeignBook"/>.
/// </summary>
internal sealed partial class Keys(ForeignBook book)
{
    private const string Client = "client", Offer = "offer", Attempt = "attempt", Task = "task", Contract = "contract", Document = "document", Process = "process", Leave = "leave", Person = "person", Handover = "handover", Session = "session", Token = "token", Note = "note", Link = "link", View = "view", Merge = "merge", OtherClient = "otherClient", Mail = "mail", Segment = "segment", Campaign = "campaign";

    /// <summary>Kinds of things that belong to somebody's client, or to somebody: seen only by who may.</summary>
    private static readonly HashSet<string> Scoped = [Client, Offer, Attempt, Task, Contract, Document, Process, Leave, Person, Handover, Session, Token, Note, Link, View, Merge, OtherClient, Mail, Segment, Campaign];

    /// <summary>The kind by the name of a parameter or field, or by the word before <c>{id}</c> in an address.</summary>
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["client"] = Client,
        ["clientId"] = Client,
        ["clients"] = Client,
        ["other"] = OtherClient,
        ["otherId"] = OtherClient,
        ["except"] = Client,
        ["after"] = Merge,
        ["shown"] = Client,
        ["subject"] = Client,
        ["stay"] = Client,
        ["aside"] = Client,
        ["offer"] = Offer,
        ["offers"] = Offer,
        ["attempt"] = Attempt,
        ["task"] = Task,
        ["tasks"] = Task,
        ["ids"] = Task,
        ["contract"] = Contract,
        ["contracts"] = Contract,
        ["document"] = Document,
        ["documents"] = Document,
        ["file"] = Document,
        ["process"] = Process,
        ["processes"] = Process,
        ["processId"] = Process,
        ["definitions"] = "definition",
        ["Start"] = "definition",
        ["of"] = "definition",
        ["state"] = "word",
        ["leave"] = Leave,
        ["view"] = View,
        ["client-views"] = View,
        ["segment"] = Segment,
        ["segments"] = Segment,
        ["campaign"] = Campaign,
        ["campaigns"] = Campaign,
        ["merge"] = Merge,
        ["merges"] = Merge,
        ["notes"] = Note,
        ["noteId"] = Note,
        ["link"] = Link,
        ["linkId"] = Link,
        ["handovers"] = Handover,
        ["advisor"] = Person,
        ["assignee"] = Person,
        ["people"] = Person,
        ["email"] = Person,
        ["person"] = Person,
        ["mails"] = Mail,
        ["mailId"] = Mail,
        ["mail-texts"] = "mailText",
        ["mailTexts"] = "mailText",
        ["mailText"] = "mailText",
        ["answer"] = "word",
        ["templates"] = "template",
        ["since"] = "template",
        ["imports"] = "import",
        ["import"] = "import",
        ["batches"] = "batch",
        ["team"] = "team",
        ["users"] = "user",
        ["teams"] = "team",
        ["outbox"] = "message",
        ["line"] = "line",
        ["version"] = "number",
        ["code"] = "number",
        ["kind"] = "word",
        ["name"] = "word",
        ["token"] = Token,
        ["session"] = Session,
        ["passkey"] = "word",
        ["documentName"] = "word",
        ["field"] = "field",
        ["at"] = "day",
    };

    private readonly HashSet<Type> _within = [];

    public static string KindOf(Hole hole, Door door) =>
        Kinds.GetValueOrDefault(hole.Name.Equals("id", StringComparison.OrdinalIgnoreCase) || !Kinds.ContainsKey(hole.Name) ? hole.Near : hole.Name) ?? throw new UnknownKeyException(
            $"{door}: the crossing does not know what {{{hole.Name}}} is. Say its kind in Keys.Kinds of tests/Integration/Access/Crossing (by its name, or by the word before it), and plant one of a new kind in ForeignBook.");

    /// <summary>Whether the call names something of the foreign client, or the foreign advisor, that it can't do without.</summary>
    public static bool NamesTheirs(Door door) =>
        door.Route.Concat(door.Query.Where(h => h is { Required: true, IsId: true })).Any(h => Scoped.Contains(KindOf(h, door))) || Fields(door.Body).Any(f => f == "clientId");

    public string Address(Door door, bool withOptions)
    {
        var path = "/" + string.Join('/', door.Pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => Uri.EscapeDataString(Value(door.Route.Single(h => h.Name == parameter.Name), door)),
            _ => string.Empty,
        }))));
        var query = door.Query.Where(h => h.Required || (withOptions && Optional(h, door) is not null)).Select(h => $"{h.Name}={Uri.EscapeDataString(h.Required ? Value(h, door) : Optional(h, door)!)}").ToList();
        if (!string.IsNullOrEmpty(door.Handler))
        {
            query.Insert(0, $"handler={door.Handler}");
        }

        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    public bool HasOptions(Door door) => door.Query.Any(h => !h.Required && Optional(h, door) is not null);

    /// <summary>A body that would be right, were it one's own client.</summary>
    public string Body(Type type) => Json(type, string.Empty)!.ToJsonString();

    /// <summary>Every field that some page reads, as the source says; ids are of the foreign client.</summary>
    public Dictionary<string, string> Form()
    {
        var form = new Dictionary<string, string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Host", "Pages"), "*.cs", SearchOption.AllDirectories))
        {
            // A field that has to be there is read by its type elsewhere.
            foreach (var read in FieldRead().Matches(File.ReadAllText(file)).OrderBy(m => m.Groups[1].Value is "Text" or "Require"))
            {
                var (how, name) = (read.Groups[1].Value, read.Groups[2].Value);
                form.TryAdd(name, how switch
                {
                    "Ids" => book.Of(Kinds.GetValueOrDefault(name) ?? throw new UnknownKeyException(
                        $"{Path.GetFileName(file)} reads ids from the field {name}; say their kind in Keys.Kinds of tests/Integration/Access/Crossing.")),
                    "Day" => "2026-12-01",
                    "Minute" => "2026-12-01T10:00",
                    "Number" => "1",
                    "TimeOfDay" => "08:00",
                    _ => Text(name),
                });
            }
        }

        return form;
    }

    private string Value(Hole hole, Door door)
    {
        var type = Nullable.GetUnderlyingType(hole.Type) ?? hole.Type;
        return hole.IsId || door.Route.Contains(hole) || (type == typeof(string) && Kinds.ContainsKey(hole.Name)) ? Id(hole, door)
            : type == typeof(bool) ? "false"
            : type == typeof(DateOnly) ? "2026-12-01"
            : type.IsPrimitive ? "1"
            : Text(hole.Name);
    }

    private string Id(Hole hole, Door door) => hole.IsId && KindOf(hole, door) == Person ? book.Advisor.UserId!.Value.ToString() : book.Of(KindOf(hole, door));

    private string? Optional(Hole hole, Door door) =>
        hole.IsId ? Id(hole, door)
        : hole.Type == typeof(string) && hole.Name == "q" ? book.ExternalId
        : hole.Type == typeof(string) && Kinds.GetValueOrDefault(hole.Name) == Person ? book.Of(Person)
        : null;

    private string Text(string name) => name switch
    {
        "product" => "insurance/home",
        "line" => "insurance",
        "answer" or "outcome" => "noAnswer",
        "transition" => "signed",
        "until" or "dueAt" or "at" => "2026-12-01",
        "when" => "tomorrow",
        "how" => "day",
        "heldAt" => "elsewhere",
        "columns" => "phone",
        "sort" => "name",
        "language" => "hu",
        "role" => "advisor",
        "kind" => "person",
        "channel" => "email",
        "purpose" => "marketing",
        "currency" or "price.currency" => "HUF",
        "period" or "price.period" => "year",
        "phone" => "+36201112299",
        "birthDate" => "1980-01-01",
        "country" => "HU",
        "what" => "rejected",
        "topic" => "retention",
        "filter" => "age >= 18",
        "rows" => "[]",
        _ => Kinds.GetValueOrDefault(name) == Person ? book.Of(Person) : "x",
    };

    private JsonNode? Json(Type type, string name)
    {
        var t = Nullable.GetUnderlyingType(type) ?? type;
        if (t == typeof(Guid))
        {
            return book.Of(Kinds.GetValueOrDefault(name) ?? throw new UnknownKeyException($"A body has the id {name}; say its kind in Keys.Kinds of tests/Integration/Access/Crossing."));
        }

        if (t == typeof(string))
        {
            return Text(name);
        }

        if (t == typeof(bool))
        {
            return name == "granted";
        }

        if (t == typeof(DateOnly))
        {
            return name == "until" ? "2026-12-15" : "2026-12-01";
        }

        if (t == typeof(DateTimeOffset))
        {
            return "2026-12-01T10:00:00Z";
        }

        if (t == typeof(TimeOnly))
        {
            return "10:00:00";
        }

        if (t.IsEnum)
        {
            return char.ToLowerInvariant(Enum.GetNames(t)[^1][0]) + Enum.GetNames(t)[^1][1..];
        }

        if (t.IsPrimitive || t == typeof(decimal))
        {
            return 1;
        }

        if (ElementOf(t) is { } element)
        {
            return name == "calls" ? new JsonArray(1, 1, 1, 1, 1, 0, 0) : Json(element, name) is { } item ? new JsonArray(item) : new JsonArray();
        }

        if (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Dictionary<,>))
        {
            return new JsonObject { ["x"] = "x" };
        }

        if (t == typeof(System.Text.Json.JsonElement) || t.IsAssignableTo(typeof(JsonNode)))
        {
            return new JsonObject();
        }

        // What holds others of its kind is filled once.
        if (!_within.Add(t))
        {
            return null;
        }

        try
        {
            return new JsonObject([.. t.GetProperties().Where(p => p.CanWrite).Select(p => KeyValuePair.Create(Lower(p.Name), Given(p, Lower(p.Name)))).Where(p => p.Value is not null)]);
        }
        finally
        {
            _within.Remove(t);
        }
    }

    /// <summary>What would contradict another field is left out.</summary>
    private JsonNode? Given(System.Reflection.PropertyInfo property, string name) => name is "spreadOver" or "variant" or "externalId" or "taxNumber" or "fields" or "attributes" or "status" or "callBackAt" or "at" ? null : Json(property.PropertyType, name);

    private static Type? ElementOf(Type t) => t.IsArray ? t.GetElementType()
        : t.IsGenericType && t.GetGenericTypeDefinition() is var g && (g == typeof(IReadOnlyList<>) || g == typeof(List<>) || g == typeof(IReadOnlyCollection<>)) ? t.GetGenericArguments()[0] : null;

    private static IEnumerable<string> Fields(Type? body) => body?.GetProperties().Select(p => Lower(p.Name)) ?? [];

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex("""\.(Text|Optional|Day|Minute|Number|TimeOfDay|Ids|Require)\("([\w.]+)"\)""")]
    private static partial Regex FieldRead();
}
