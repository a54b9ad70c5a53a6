using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Messages;

/// <summary>Reads the product lines of a folder, and the line-neutral templates, into the catalog. A line with faults is stored as such and leaves the others running.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record InstallLines(string Folder, string? HouseTemplates = null) : ICommand<IReadOnlyList<LineStatus>>;

/// <summary>Reads the folder again that <see cref="InstallLines"/> last read: data take effect at once, another assembly waits for a restart.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record ReloadLines : ICommand<IReadOnlyList<LineStatus>>;

/// <summary>Switches a line off, or on again. What is held of it stays readable; nothing of it is offered while it is off. Switching on loads code anew that was fenced off.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record SwitchLine(string Line, bool On) : ICommand<LineStatus>;

/// <summary>A product line as it was found.</summary>
/// <param name="Active">Whether its products are offered.</param>
/// <param name="Problems">Everything wrong in its folder, and warnings.</param>
public sealed record LineStatus(string Code, string? Version, Text? Name, bool Active, IReadOnlyList<LineProblem> Problems, int Products, int Rules)
{
    public LineState State { get; init; }

    /// <summary>Why, where the state needs a reason: what its code did.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when it is switched off or fenced off.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Who switched it off.</summary>
    public string? By { get; init; }

    /// <summary>The file of its code; none when data say everything.</summary>
    public string? Assembly { get; init; }

    /// <summary>What its code does: names of interfaces of the Sdk.</summary>
    public IReadOnlyList<string> Does { get; init; } = [];

    /// <summary>The folder holds another assembly than the one that runs: it takes effect on restart, with the data beside it.</summary>
    public bool WaitsForRestart { get; init; }
}

/// <summary>What a product line is at.</summary>
public enum LineState
{
    /// <summary>Everything of it works.</summary>
    Running,

    /// <summary>Its code threw or took too long: nothing of it is suggested; what is held is watched on, by its data.</summary>
    Fenced,

    /// <summary>An administrator has switched it off.</summary>
    Off,

    /// <summary>Its folder has faults; what it said before stays in force, where there was something.</summary>
    Faulty,

    /// <summary>Its folder is gone: what is held of it stays readable.</summary>
    Gone,
}

/// <summary>What a line said over time, newest first.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record ListLineVersions(string Line) : IQuery<IReadOnlyList<LineVersion>>;

/// <param name="Revision">Counted from 1: the content may change without its version.</param>
public sealed record LineVersion(int Revision, string Version, DateTimeOffset At, int Products, int Rules);

/// <param name="Pointer">JSON pointer into <paramref name="File"/>.</param>
public sealed record LineProblem(string File, string Pointer, string Message, string? Hint, bool Warning = false)
{
    /// <summary>Stable name of what is wrong; the texts of other languages are found by it. Empty for what a line's own code says.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>The values in the message and in the hint, as <see cref="LineFault.Facts"/> names them.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>The fault it tells of.</summary>
    public LineFault ToFault() => new(File, Pointer, Message, Hint) { Code = Code, Facts = Facts };
}

[Needs(Permission.SeeCatalog)]
public sealed record ListLines : IQuery<IReadOnlyList<LineStatus>>;

/// <summary>Everything the active lines say: one immutable object, cached, made anew after <see cref="InstallLines"/>.</summary>
[Needs(Permission.None)]
public sealed record GetCatalog : IQuery<CatalogSnapshot>;

/// <summary>The catalog at one moment. All product codes are <c>line/code</c>.</summary>
/// <param name="FollowUps">By line code, read top down, whole: the newest version of each line's table.</param>
/// <param name="Processes">By key, the newest version.</param>
public sealed record CatalogSnapshot(
    IReadOnlyDictionary<string, CatalogProduct> Products,
    IReadOnlyList<CatalogRule> Rules,
    IReadOnlyDictionary<string, IReadOnlyList<FollowUpDefinition>> FollowUps,
    IReadOnlyDictionary<string, ProcessDefinition> Processes)
{
    /// <summary>The versions of <see cref="FollowUps"/>, by line code.</summary>
    public IReadOnlyDictionary<string, int> FollowUpVersions { get; init; } = new Dictionary<string, int>();

    /// <summary>The products of lines that are switched off or gone, as they last were: for reading what is held, never for offering.</summary>
    public IReadOnlyDictionary<string, CatalogProduct> Retired { get; init; } = new Dictionary<string, CatalogProduct>();

    /// <summary>The line that each of <see cref="Processes"/> comes from, by key.</summary>
    public IReadOnlyDictionary<string, string> ProcessLines { get; init; } = new Dictionary<string, string>();

    /// <summary>The attributes of clients that suggestions may learn from, by line; a line that is not in it lets all be used.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The code of the lines.</summary>
    public ILineCodes Code { get; init; } = NoLineCode.Instance;

    /// <summary>A product that is offered.</summary>
    public CatalogProduct? Product(string code) => Products.GetValueOrDefault(code);

    /// <summary>A product that is or was offered.</summary>
    public CatalogProduct? Known(string code) => Products.GetValueOrDefault(code) ?? Retired.GetValueOrDefault(code);

    /// <summary>Which words of a rule, <c>line/code</c>, are in force: the line's version, and the administrators' after a plus sign.</summary>
    public string VersionOfRule(string rule)
    {
        var line = rule.Split('/')[0];
        return Rules.FirstOrDefault(r => r.Line == line && rule.EndsWith("/" + r.Code, StringComparison.Ordinal)) is { Version: > 0 } made ? $"{VersionOf(line)}+{made.Version}" : VersionOf(line);
    }

    /// <summary>The version of an active line; a question mark when it is not active.</summary>
    public string VersionOf(string line) =>
        Products.Values.FirstOrDefault(p => p.Line == line)?.LineVersion ?? Rules.FirstOrDefault(r => r.Line == line)?.LineVersion ?? "?";
}

/// <param name="Code"><c>line/code</c>.</param>
/// <param name="Process">Key of the process an offer of it runs.</param>
public sealed record CatalogProduct(string Code, string Line, Text LineName, string LineVersion, ProductDefinition Definition, string? Process);

public sealed record CatalogRule(string Code, string Line, string LineVersion, RuleDefinition Definition)
{
    /// <summary>Of what administrators made of it; 0 while it is as the line says.</summary>
    public int Version { get; init; }
}

/// <summary>The Word templates of the active lines and of the house, as <see cref="InstallLines"/> last read them in this process.</summary>
[Needs(Permission.None)]
public sealed record LineTemplates : IQuery<IReadOnlyList<LineTemplate>>;

/// <param name="Line">None for the line-neutral templates of the house.</param>
public sealed record LineTemplate(string? Line, string Key, string Language, string FileName, byte[] Content);
