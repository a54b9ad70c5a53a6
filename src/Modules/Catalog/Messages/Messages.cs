using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Messages;

/// <summary>Reads the product lines of a folder, and the line-neutral templates, into the catalog. A line with faults is stored as such and leaves the others running.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record InstallLines(string Folder, string? HouseTemplates = null) : ICommand<IReadOnlyList<LineStatus>>;

/// <summary>A product line as it was found.</summary>
public sealed record LineStatus(string Code, string? Version, Text? Name, bool Active, IReadOnlyList<LineProblem> Problems, int Products, int Rules);

/// <param name="Pointer">JSON pointer into <paramref name="File"/>.</param>
public sealed record LineProblem(string File, string Pointer, string Message, string? Hint, bool Warning = false);

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

    public CatalogProduct? Product(string code) => Products.GetValueOrDefault(code);

    /// <summary>The version of an active line; a question mark when it is not active.</summary>
    public string VersionOf(string line) =>
        Products.Values.FirstOrDefault(p => p.Line == line)?.LineVersion ?? Rules.FirstOrDefault(r => r.Line == line)?.LineVersion ?? "?";
}

/// <param name="Code"><c>line/code</c>.</param>
/// <param name="Process">Key of the process an offer of it runs.</param>
public sealed record CatalogProduct(string Code, string Line, Text LineName, string LineVersion, ProductDefinition Definition, string? Process);

public sealed record CatalogRule(string Code, string Line, string LineVersion, RuleDefinition Definition);

/// <summary>The Word templates of the active lines and of the house, as <see cref="InstallLines"/> last read them in this process.</summary>
[Needs(Permission.None)]
public sealed record LineTemplates : IQuery<IReadOnlyList<LineTemplate>>;

/// <param name="Line">None for the line-neutral templates of the house.</param>
public sealed record LineTemplate(string? Line, string Key, string Language, string FileName, byte[] Content);
