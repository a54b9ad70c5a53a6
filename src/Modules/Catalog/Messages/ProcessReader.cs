using CrossSell.Catalog.Domain;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Messages;

/// <summary>Reads a process as it is written in a product line's folder, for those that are written in the portal: one reader, one list of faults.</summary>
public static class ProcessReader
{
    /// <param name="json">UTF-8.</param>
    /// <param name="beside">What it may name, and the other processes it may start.</param>
    public static ProcessReading Read(byte[] json, ProcessSurroundings beside)
    {
        var log = new FaultLog(string.Empty);
        if (LineFolder.Parse(json, log) is not { } root)
        {
            return new ProcessReading(null, log.Faults);
        }

        var process = ProcessSection.Read(root);
        var others = beside.Processes.Where(other => other.Key != process.Key).ToList();
        var elsewhere = new FaultLog(string.Empty);
        var known = new KnownKeys(beside.Templates, [.. others.Select(other => other.Key).Append(process.Key)], beside.Mails);
        ProcessRules.Check(process, log);
        ProcessActionRules.Check(process, known, log);
        ProcessActionRules.CheckStarts([process, .. others], one => ReferenceEquals(one, process) ? log : elsewhere);
        return new ProcessReading(process, log.Faults);
    }
}

/// <summary>What a process may name.</summary>
/// <param name="Templates">Keys of Word templates.</param>
/// <param name="Processes">The processes of the house.</param>
/// <param name="Mails">Keys of mail texts; none when any will do.</param>
public sealed record ProcessSurroundings(IReadOnlyList<string> Templates, IReadOnlyList<ProcessDefinition> Processes, IReadOnlyList<string>? Mails);

/// <param name="Process">What was read, to be drawn even where it has faults; none when it is not JSON.</param>
/// <param name="Faults">Everything that is wrong with it, as <c>plugin check</c> lists it.</param>
public sealed record ProcessReading(ProcessDefinition? Process, IReadOnlyList<LineFault> Faults);
