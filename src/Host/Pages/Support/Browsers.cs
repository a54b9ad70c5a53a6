namespace CrossSell.Host.Pages;

/// <summary>What people call a browser that names itself at length.</summary>
internal static class Browsers
{
    private static readonly (string Mark, string Name)[] Programs = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Mark, string Name)[] Systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Name(string agent)
    {
        var (program, system) = (Of(Programs, agent), Of(Systems, agent));
        return program is null && system is null ? (agent.Length == 0 ? "–" : agent.Length > 40 ? agent[..40] : agent) : string.Join(" · ", new[] { program, system }.OfType<string>());
    }

    private static string? Of((string Mark, string Name)[] known, string agent) => known.FirstOrDefault(k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
