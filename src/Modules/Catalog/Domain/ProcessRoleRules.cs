using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>Whoever is named is somebody: a role of the house, or one that the process declares.</summary>
internal static class ProcessRoleRules
{
    private const string Client = "client";

    public static void Check(ProcessDefinition process, FaultLog log)
    {
        Unique.Check(process.Roles, role => role.Key, "/roles/{0}/key", log);
        foreach (var (role, at) in process.Roles.Select((role, at) => (role, at)))
        {
            if (Roles.All.Contains(role.Key) || role.Key == Client)
            {
                log.Add($"/roles/{at}/key", "roleOfHouse", $"'{role.Key}' is a role of the house", "another word");
            }
        }

        string[] known = [.. Roles.All, .. process.Roles.Select(role => role.Key)];
        for (var i = 0; i < process.States.Count; i++)
        {
            var state = process.States[i];
            Check(state.Deadline?.Escalate?.Role, $"/states/{i}/deadline/escalate/role", known, log);
            for (var j = 0; j < state.Enter.Count; j++)
            {
                Check(state.Enter[j].Role, $"/states/{i}/enter/{j}/role", known, log);
                Check(state.Enter[j].To, $"/states/{i}/enter/{j}/to", [Client, .. known], log);
            }
        }

        for (var i = 0; i < process.Transitions.Count; i++)
        {
            Check(process.Transitions[i].By, $"/transitions/{i}/by", known, log);
        }
    }

    private static void Check(string? role, string pointer, string[] known, FaultLog log)
    {
        if (role is { Length: > 0 } && !known.Contains(role))
        {
            log.Add(pointer, "unknownRole", $"role '{role}' is not known", $"roles: {string.Join(", ", known)}");
        }
    }
}
