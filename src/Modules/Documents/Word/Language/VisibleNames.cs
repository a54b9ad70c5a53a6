namespace CrossSell.Documents.Word;

/// <summary>The names that can be used at one place of a template: the catalogue's, and those of the loops around it.</summary>
internal sealed class VisibleNames(FieldCatalogue catalogue)
{
    private const string LoopName = "loop";
    private static readonly HashSet<string> Reserved = [LoopName, "and", "or", "not", "in", "true", "false", "null", "nil"];
    private readonly List<LoopVariable> loops = [];
    private readonly SortedSet<string> used = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Used => used;

    public int Depth => loops.Count;

    public void Enter(string name, FieldShape item, string list)
    {
        loops.Add(new LoopVariable(name, item, list));
    }

    public void Leave() => loops.RemoveAt(loops.Count - 1);

    public void CheckNewName(string name)
    {
        if (Reserved.Contains(name))
        {
            throw new TagException("reservedName", $"“{name}” is a word of the template language; choose another name for the item.");
        }
        if (loops.Any(l => l.Name == name) || catalogue.Root.Members.ContainsKey(name))
        {
            throw new TagException("nameTaken", $"“{name}” already means something else here; choose another name for the item.");
        }
    }

    public string FullNameOf(FieldPath path) => Expand(path.Name.Split('.'));

    public Expression Resolve(string[] steps)
    {
        var name = string.Join('.', steps);
        if (steps[0] == LoopName)
        {
            return ResolveLoopFact(steps, name);
        }
        var loop = loops.FindLastIndex(l => l.Name == steps[0]);
        var shape = loop < 0 ? catalogue.Root : loops[loop].Item;
        var rest = loop < 0 ? steps : steps[1..];
        foreach (var step in rest)
        {
            shape = shape.Member(step) ?? throw Unknown(name, shape, step);
        }
        used.Add(Expand(steps));
        return new FieldPath(loop < 0 ? FieldPath.Model : loop, rest, shape, name);
    }

    private Expression ResolveLoopFact(string[] steps, string name)
    {
        if (loops.Count == 0)
        {
            throw new TagException("loopOnly", $"“{name}” only means something between {{% for … %}} and {{% endfor %}}.");
        }
        return steps.Length == 2 && LoopFact.Facts.TryGetValue(steps[1], out var type)
            ? new LoopFact(loops.Count - 1, steps[1], type)
            : throw new TagException("unknownLoopFact", $"There is no “{name}”. A loop knows loop.index, loop.first, loop.last and loop.length.");
    }

    private string Expand(string[] steps)
    {
        var loop = loops.FindLastIndex(l => l.Name == steps[0]);
        return string.Join('.', loop < 0 ? steps : [loops[loop].List, .. steps[1..]]);
    }

    private TagException Unknown(string name, FieldShape owner, string step)
    {
        if (owner.Type is not (FieldType.Object or FieldType.Any))
        {
            var end = name.Split('.').TakeWhile(s => s != step);
            return owner.Type == FieldType.List
                ? new TagException("listHasNo", $"“{string.Join('.', end)}” is {JsonFields.Describe(owner.Type)} and has no “{step}”. Go through it with {{% for item in … %}}.")
                : new TagException("hasNo", $"“{string.Join('.', end)}” is {JsonFields.Describe(owner.Type)} and has no “{step}”.");
        }
        return NearestName.Of(name, All()) is { } near ? new TagException("unknownFieldNear", $"There is no field “{name}”. Did you mean “{near}”?")
            : name.Contains('.') && owner.Members.Count > 0 ? new TagException("unknownFieldOf", $"There is no field “{name}”. “{name[..name.LastIndexOf('.')]}” has: {string.Join(", ", owner.Members.Keys.Take(12))}.")
            : new TagException("unknownField", $"There is no field “{name}”.");
    }

    private IEnumerable<string> All() =>
        FieldCatalogue.NamesUnder("", catalogue.Root).Select(n => n.Name)
            .Concat(loops.Select(l => l.Name))
            .Concat(loops.SelectMany(l => FieldCatalogue.NamesUnder(l.Name + ".", l.Item).Select(n => n.Name)))
            .Concat(loops.Count > 0 ? LoopFact.Facts.Keys.Select(f => $"{LoopName}.{f}") : []);

    private sealed record LoopVariable(string Name, FieldShape Item, string List);
}
