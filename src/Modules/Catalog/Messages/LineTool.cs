using CrossSell.Catalog.Code;
using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Domain.Schema;

namespace CrossSell.Catalog.Messages;

/// <summary>What a developer of a product line asks of the catalog without a database.</summary>
public static class LineTool
{
    /// <summary>Reads the line in <paramref name="folder"/>, loads its assembly and tries it, as the host would. Faults are in the answer; nothing is thrown for them.</summary>
    public static LineCheck Check(string folder)
    {
        var reading = LineReader.Read(folder);
        return new LineCheck(
            folder,
            reading.Line?.Line,
            reading.Line?.Version,
            reading.Line?.Products.Count ?? 0,
            reading.Line?.Rules.Count ?? 0,
            [.. reading.References.Where(reference => reference.IsForeign).Select(reference => reference.Product).Distinct().Order(StringComparer.Ordinal)],
            [.. reading.Faults, .. CodeOf(reading)]);
    }

    /// <summary>What a line's folder says; for tests of lines.</summary>
    /// <exception cref="InvalidOperationException">With every fault, when it has any.</exception>
    public static LineContent Read(string folder)
    {
        var reading = LineReader.Read(folder);
        return reading.Line is { } line ? new LineContent(line, reading.Processes) : throw new InvalidOperationException(string.Join('\n', reading.Faults));
    }

    /// <summary>The JSON Schema of <c>line.json</c>, written by the code that reads it.</summary>
    public static string LineSchema() => SchemaWriter.Line();

    /// <summary>The JSON Schema of process files.</summary>
    public static string ProcessSchema() => SchemaWriter.Process();

    private static IReadOnlyList<LineFault> CodeOf(LineReading reading)
    {
        if (reading.Line is not { } line)
        {
            return [];
        }

        if (line.Assembly is not { } assembly)
        {
            return CodeCheck.Conditions(line, null);
        }

        using var code = LoadedCode.Load(line.Line, reading.Folder, assembly);
        return [.. CodeTrial.Run(code, line), .. code.Fence is null ? CodeCheck.Conditions(line, code.Conditions) : []];
    }
}

/// <summary>What a line's folder says.</summary>
public sealed record LineContent(CrossSell.Sdk.LineDefinition Line, IReadOnlyList<CrossSell.Sdk.ProcessDefinition> Processes);

/// <summary>What <see cref="LineTool.Check"/> found.</summary>
/// <param name="Folder">The folder as asked.</param>
/// <param name="Line">The line's code; none when the line has faults.</param>
/// <param name="Version">The line's version; none when the line has faults.</param>
/// <param name="Products">How many products the line brings.</param>
/// <param name="Rules">How many cross-sell rules the line brings.</param>
/// <param name="ForeignProducts">Products of other lines that this one names; whether they exist shows only beside those lines.</param>
/// <param name="Faults">Every fault found; empty means the host would load the line.</param>
public sealed record LineCheck(
    string Folder,
    string? Line,
    string? Version,
    int Products,
    int Rules,
    IReadOnlyList<string> ForeignProducts,
    IReadOnlyList<LineFault> Faults)
{
    /// <summary>Whether the host would load the line.</summary>
    public bool IsClean => Faults.Count == 0;
}
