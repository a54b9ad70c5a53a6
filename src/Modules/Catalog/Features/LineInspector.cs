using CrossSell.Catalog.Code;
using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Features;

/// <summary>Reads the folders of the lines, loads their code, and says what is in force of each.</summary>
internal sealed class LineInspector(LineCodes codes, CatalogCache cache)
{
    public IReadOnlyList<LineFound> Look(string root, IReadOnlyList<StoredLine> stored)
    {
        var readings = LineFolder.In(root).Select(LineReader.Read).ToList();
        var together = CatalogCheck.Run(readings);
        return [.. readings.Select(r => Look(r, together, stored))];
    }

    /// <summary>What this process knows of a stored line.</summary>
    public LineStatus StatusOf(StoredLine stored)
    {
        var line = stored.Body is null ? null : JsonText.Read<LineDefinition>(stored.Body);
        var fence = line?.Assembly is null ? null : codes.FenceOf(stored.Code);
        var faulty = stored.Faults.Any(p => !p.Warning && p.Pointer != "/assembly") || line is null;
        var state = stored.Folder is null ? LineState.Gone : stored.SwitchedOff ? LineState.Off : fence is not null ? LineState.Fenced : faulty ? LineState.Faulty : LineState.Running;
        return new LineStatus(stored.Code, stored.Version, line?.Name, stored.Active, stored.Faults, line?.Products.Count ?? 0, line?.Rules.Count ?? 0)
        {
            State = state,
            Reason = state == LineState.Fenced ? fence : null,
            Since = state switch { LineState.Fenced => codes.FencedAt(stored.Code), LineState.Off => stored.SwitchedAt, _ => null },
            By = state == LineState.Off ? stored.SwitchedBy : null,
            Assembly = line?.Assembly,
            Does = codes.Of(stored.Code)?.Does ?? [],
            WaitsForRestart = stored.Folder is not null && FolderOf(stored.Folder) is { } folder && codes.WaitsForRestart(stored.Code, folder, line?.Assembly),
        };
    }

    public string? FolderOf(string name) => cache.Folders is { } folders ? Path.Combine(folders.Folder, name) : null;

    /// <summary>A line whose code has changed goes on as it was until the restart: new data beside old code would be neither version.</summary>
    private LineFound Look(LineReading reading, CatalogFindings together, IReadOnlyList<StoredLine> stored)
    {
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(reading.Folder));
        var doubled = together.Faults.Where(f => IsIn(f, folder)).ToList();
        var faults = reading.Faults.Concat(doubled).ToList();
        var line = doubled.Count == 0 ? reading.Line : null;
        var before = line is null ? stored.FirstOrDefault(s => s.Folder == folder) : stored.FirstOrDefault(s => s.Code == line.Line);
        IReadOnlyList<LineFault> ofCode = [];
        if (line is not null && before?.SwitchedOff != true && !codes.WaitsForRestart(line.Line, reading.Folder, line.Assembly))
        {
            ofCode = CodeOf(line, reading.Folder);
        }

        var unusable = ofCode.Where(f => f.Pointer != "/assembly").ToList();
        faults.AddRange(unusable);
        var waits = line is not null && codes.WaitsForRestart(line.Line, reading.Folder, line.Assembly);
        var usable = line is not null && unusable.Count == 0 && !waits;
        var problems = faults.Concat(ofCode.Except(unusable)).Select(f => Problem(f, false)).Concat(together.Warnings.Where(f => IsIn(f, folder)).Select(f => Problem(f, true))).ToList();
        return new LineFound(
            line?.Line ?? before?.Code ?? folder,
            folder,
            usable ? line : before?.Body is { } body ? JsonText.Read<LineDefinition>(body) : null,
            usable ? reading.Processes : before is null ? [] : JsonText.Read<List<ProcessDefinition>>(before.Processes),
            usable ? reading.Templates : null,
            problems,
            before);
    }

    private IReadOnlyList<LineFault> CodeOf(LineDefinition line, string folder)
    {
        if (line.Assembly is null)
        {
            return CodeCheck.Conditions(line, null);
        }

        var code = codes.Load(line.Line, folder, line.Assembly);
        var faults = codes.Try(code, line);
        return [.. faults, .. code.Fence is null ? CodeCheck.Conditions(line, code.Conditions) : []];
    }

    private static bool IsIn(LineFault fault, string folder) => fault.File.StartsWith(folder + "/", StringComparison.Ordinal);

    private static LineProblem Problem(LineFault fault, bool warning) => new(fault.File, fault.Pointer, fault.Message, fault.Hint, warning) { Code = fault.Code, Facts = fault.Facts };
}

/// <summary>A folder as it was found.</summary>
/// <param name="InForce">What counts from now on: what the folder says, or what the line said before where the folder has faults; none when there is neither.</param>
/// <param name="Read">The templates of the folder; none when what was there before stays.</param>
internal sealed record LineFound(
    string Code, string Folder, LineDefinition? InForce, IReadOnlyList<ProcessDefinition> Processes, IReadOnlyList<TemplateContent>? Read, IReadOnlyList<LineProblem> Problems, StoredLine? Before)
{
    public IEnumerable<LineTemplate> Templates(IReadOnlyList<LineTemplate> before) =>
        Read?.Select(t => new LineTemplate(Code, t.Key, t.Language, Path.GetFileName(t.File), t.Content)) ?? before.Where(t => t.Line == Code);
}
