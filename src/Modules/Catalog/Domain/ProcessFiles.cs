using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ProcessFiles
{
    public static IReadOnlyList<ProcessDefinition> Read(LineFolder folder, LineDefinition line, FaultLog log)
    {
        var read = new List<(ProcessDefinition Process, FaultLog Log)>();
        for (var i = 0; i < line.Processes.Count; i++)
        {
            var file = line.Processes[i].File;
            if (file.Length > 0 && Open(folder, file, $"/processes/{i}/file", log) is { } root)
            {
                read.Add((ProcessSection.Read(root), log.ForFile(file)));
            }
        }

        ProcessDefinition[] processes = [.. read.Select(entry => entry.Process)];
        Unique.Check(processes, process => process.Key, "/processes/{0}/file", log);
        Check(read, new KnownKeys([.. line.Templates.Select(template => template.Key).Distinct()], [.. processes.Select(process => process.Key)], null));
        return processes;
    }

    /// <summary>Every rule about processes, for those of one line: what holds of a file holds of what is written in the portal.</summary>
    internal static void Check(IReadOnlyList<(ProcessDefinition Process, FaultLog Log)> read, KnownKeys known)
    {
        foreach (var (process, log) in read)
        {
            ProcessRules.Check(process, log);
            ProcessActionRules.Check(process, known, log);
        }

        ProcessActionRules.CheckStarts([.. read.Select(entry => entry.Process)], process => read.First(entry => ReferenceEquals(entry.Process, process)).Log);
    }

    private static Node? Open(LineFolder folder, string file, string pointer, FaultLog log)
    {
        var (content, problem) = folder.Open(file);
        if (content is null)
        {
            log.Add(pointer, problem!.Code, problem.Message);
            return null;
        }

        return LineFolder.Parse(content, log.ForFile(file));
    }
}

/// <summary>What a line's processes may name.</summary>
/// <param name="Mails">Keys of mail texts; none when they can't be known here.</param>
internal sealed record KnownKeys(IReadOnlyList<string> Templates, IReadOnlyList<string> Processes, IReadOnlyList<string>? Mails);
