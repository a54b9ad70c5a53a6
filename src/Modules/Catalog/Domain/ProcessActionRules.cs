using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ProcessActionRules
{
    public static void Check(ProcessDefinition process, KnownKeys known, FaultLog log)
    {
        for (var i = 0; i < process.States.Count; i++)
        {
            for (var j = 0; j < process.States[i].Enter.Count; j++)
            {
                Check(process.States[i], process.States[i].Enter[j], $"/states/{i}/enter/{j}", known, log);
            }
        }
    }

    private static void Check(StateDefinition state, ActionDefinition action, string pointer, KnownKeys known, FaultLog log)
    {
        if (action.Template is { Length: > 0 } template && !known.Templates.Contains(template))
        {
            log.Add($"{pointer}/template", $"template '{template}' is not known", "templates: " + string.Join(", ", known.Templates));
        }

        if (action.Process is { Length: > 0 } process && !known.Processes.Contains(process))
        {
            log.Add($"{pointer}/process", $"process '{process}' is not known", "processes: " + string.Join(", ", known.Processes));
        }

        if (action.Do == ProcessAction.Wait && state.Deadline is null)
        {
            log.Add(pointer, "waits for a deadline that the state does not have");
        }
    }
}
