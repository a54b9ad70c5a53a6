using System.Globalization;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Sdk;

namespace CrossSell.Host.Pages;

/// <summary>
/// A rule while it is being built by clicking. Its shape travels with the form; what is chosen in the fields is laid over it, then the button that was pressed changes the shape.
/// A part is addressed by its path: <c>when</c>, <c>when.0</c>, <c>when.0.1</c>.
/// </summary>
internal sealed class RuleDraft(RuleDefinition rule)
{
    public static readonly string[] Kinds = ["holds", "lacks", "bought", "expiring", "age", "tag", "attr", "season", "custom", "all", "any", "not"];
    private const int DefaultDays = 60;

    public RuleDefinition Rule { get; private set; } = rule;

    public string Text => JsonText.Write(Rule);

    /// <summary>What was posted, with what was chosen in its fields.</summary>
    public static RuleDraft Read(Form form)
    {
        try
        {
            var shape = JsonText.Read<RuleDefinition>(form.Text("rule"));
            return new RuleDraft(shape with
            {
                Code = form.Optional("ruleCode") ?? shape.Code,
                Offer = form.Optional("offer") ?? shape.Offer,
                AfterDays = (int)(form.Number("afterDays") ?? 0),
                Priority = (int)(form.Number("priority") ?? 0),
                Because = new Text(form.Text("because.hu"), form.Text("because.en")),
                When = Filled(shape.When, "when", form, shape),
                Unless = shape.Unless is { } unless ? Filled(unless, "unless", form, shape) : null,
            });
        }
        catch (System.Text.Json.JsonException)
        {
            throw new InvalidInputException("rule", "badRule", "The rule that came back from the page can't be read; open the page again.");
        }
    }

    /// <summary>A condition of a kind, to begin with.</summary>
    public Condition Fresh(string kind) => kind switch
    {
        "bought" => new Condition.Bought(Rule.Offer),
        "lacks" => new Condition.Lacks(Rule.Offer),
        "expiring" => new Condition.Expiring(Rule.Offer, DefaultDays),
        "age" => new Condition.Age(18, null),
        "tag" => new Condition.Tag("vip"),
        "attr" => new Condition.Attr(string.Empty, [], null, null),
        "season" => new Condition.Season([1]),
        "custom" => new Condition.Custom(Rule.Offer.Split('/')[0], string.Empty),
        "all" => new Condition.All([new Condition.Holds(Rule.Offer)]),
        "any" => new Condition.Any([new Condition.Holds(Rule.Offer)]),
        "not" => new Condition.Not(new Condition.Holds(Rule.Offer)),
        _ => new Condition.Holds(Rule.Offer),
    };

    /// <summary>Adds a condition to a group, or beside a single one.</summary>
    public void Add(string path, string kind) => Change(path, part => part switch
    {
        Condition.All all => new Condition.All([.. all.Parts, Fresh(kind)]),
        Condition.Any any => new Condition.Any([.. any.Parts, Fresh(kind)]),
        null => Fresh(kind),
        _ => new Condition.All([part, Fresh(kind)]),
    });

    /// <summary>Takes a part away; a group that loses its last part goes with it.</summary>
    public void Remove(string path)
    {
        if (path == "unless")
        {
            Rule = Rule with { Unless = null };
        }
        else if (path.LastIndexOf('.') is var dot and > 0 && int.TryParse(path.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var at))
        {
            Change(path[..dot], group => Without(group!, at));
        }
    }

    /// <summary>Turns "all of" into "one of" and back.</summary>
    public void Turn(string path) => Change(path, part => part switch
    {
        Condition.All all => new Condition.Any(all.Parts),
        Condition.Any any => new Condition.All(any.Parts),
        _ => part!,
    });

    private static Condition Without(Condition group, int at)
    {
        var parts = Parts(group).Where((_, i) => i != at).ToList();
        return group switch
        {
            _ when parts.Count == 1 => parts[0],
            _ when parts.Count == 0 => group,
            Condition.All => new Condition.All(parts),
            _ => new Condition.Any(parts),
        };
    }

    private static IReadOnlyList<Condition> Parts(Condition group) => group switch
    {
        Condition.All all => all.Parts,
        Condition.Any any => any.Parts,
        Condition.Not not => [not.Part],
        _ => [],
    };

    private static Condition With(Condition group, IReadOnlyList<Condition> parts) => group switch
    {
        Condition.All => new Condition.All(parts),
        Condition.Any => new Condition.Any(parts),
        Condition.Not => new Condition.Not(parts[0]),
        _ => group,
    };

    private static Condition Filled(Condition part, string path, Form form, RuleDefinition shape)
    {
        string Product(string present) => form.Optional(path + ".product") ?? present;
        return part switch
        {
            Condition.Bought c => new Condition.Bought(Product(c.Product)),
            Condition.Holds c => new Condition.Holds(Product(c.Product)),
            Condition.Lacks c => new Condition.Lacks(Product(c.Product)),
            Condition.Expiring c => new Condition.Expiring(Product(c.Product), (int)Math.Clamp(form.Number(path + ".days") ?? 0, -1, 100_000)),
            Condition.Age => new Condition.Age(Years(form, path + ".min"), Years(form, path + ".max")),
            Condition.Tag => new Condition.Tag(form.Text(path + ".tag")),
            Condition.Attr => new Condition.Attr(form.Text(path + ".attr"), Values(form.Text(path + ".is")), form.Number(path + ".min"), form.Number(path + ".max")),
            Condition.Season => new Condition.Season(form.Numbers(path + ".month")),
            Condition.Custom c => new Condition.Custom(shape.Offer.Split('/')[0], form.Optional(path + ".custom") ?? c.Name),
            _ => With(part, [.. Parts(part).Select((p, i) => Filled(p, $"{path}.{i}", form, shape))]),
        };
    }

    private static string[] Values(string listed) => listed.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int? Years(Form form, string name) => form.Number(name) is { } years ? (int)Math.Clamp(years, -1, 1000) : null;

    private void Change(string path, Func<Condition?, Condition> change)
    {
        var steps = path.Split('.');
        Rule = steps[0] == "unless"
            ? Rule with { Unless = Change(Rule.Unless, steps.AsSpan(1), change) }
            : Rule with { When = Change(Rule.When, steps.AsSpan(1), change) };
    }

    private static Condition Change(Condition? part, ReadOnlySpan<string> steps, Func<Condition?, Condition> change)
    {
        if (steps.Length == 0 || part is null)
        {
            return change(part);
        }

        var parts = Parts(part).ToList();
        if (!int.TryParse(steps[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= parts.Count)
        {
            return part;
        }

        parts[at] = Change(parts[at], steps[1..], change);
        return With(part, parts);
    }
}

/// <summary>One part of a condition in the form that builds it.</summary>
/// <param name="Path">Its address: <c>when.0.1</c>.</param>
/// <param name="Depth">How deep it lies.</param>
internal sealed record RulePart(Condition Part, string Path, int Depth, RuleModel Page)
{
    public string Id => "part-" + Path.Replace('.', '-');

    public IReadOnlyList<RulePart> Inner => Part switch
    {
        Condition.All all => [.. all.Parts.Select((p, i) => this with { Part = p, Path = $"{Path}.{i}", Depth = Depth + 1 })],
        Condition.Any any => [.. any.Parts.Select((p, i) => this with { Part = p, Path = $"{Path}.{i}", Depth = Depth + 1 })],
        Condition.Not not => [this with { Part = not.Part, Path = $"{Path}.0", Depth = Depth + 1 }],
        _ => [],
    };

    /// <summary>The root and the only part of a "not" can't be taken away.</summary>
    public bool MayGo => Path == "unless" || (Depth > 0 && Page.ParentOf(Path) is not Condition.Not);
}
