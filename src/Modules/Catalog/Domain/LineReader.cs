using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>Reads a product line's folder and finds everything wrong with it in one go.</summary>
internal static class LineReader
{
    public static LineReading Read(string path)
    {
        var folder = new LineFolder(path);
        var log = new FaultLog(LineFolder.LineFile);
        var (content, problem) = folder.Open(LineFolder.LineFile);
        if (content is null)
        {
            log.Add("", problem!.Code, problem.Message);
            return Failed(path, log);
        }

        return LineFolder.Parse(content, log) is { } root ? Read(path, folder, root, log) : Failed(path, log);
    }

    private static LineReading Read(string path, LineFolder folder, Node root, FaultLog log)
    {
        var (line, references) = LineSection.Read(root);
        var templates = TemplateFiles.Read(folder, line.Templates, log);
        var processes = ProcessFiles.Read(folder, line, log);
        LineRules.Check(line, references, log);
        ProductRules.Check(line, processes, log);
        FollowUpRules.Check(line.FollowUps, log, line.Products.GroupBy(line.AddressOf).ToDictionary(same => same.Key, same => same.First()));

        return log.Faults.Count > 0
            ? new LineReading(path, null, [], [], references, log.Faults)
            : new LineReading(path, WithDefaultProcess(line, processes), processes, templates, references, []);
    }

    private static LineDefinition WithDefaultProcess(LineDefinition line, IReadOnlyList<ProcessDefinition> processes) => line with
    {
        Products = [.. line.Products.Select(product => product with { Process = product.Process ?? processes.FirstOrDefault()?.Key })],
    };

    private static LineReading Failed(string path, FaultLog log) => new(path, null, [], [], [], log.Faults);
}
