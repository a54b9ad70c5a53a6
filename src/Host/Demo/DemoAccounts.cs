using CrossSell.Kernel.Access;

namespace CrossSell.Host.Demo;

/// <summary>An account of the demo book, as the host prints it.</summary>
internal sealed record DemoAccount(string Email, string Name, Role Role, string? Team, string Phone, string Password)
{
    /// <summary>The role as the command line says it.</summary>
    public string RoleWord => Role.ToString().ToLowerInvariant();

    public override string ToString() => $"{Email} {RoleWord} {Password}";
}

internal static class DemoAccounts
{
    private const string Team = "Budapest";

    public static readonly IReadOnlyList<DemoAccount> All =
    [
        Account("Kovács Anna", "kovacs.anna", "anna", Role.Advisor, Team, "+36301110001"),
        Account("Szabó Gergely", "szabo.gergely", "gergely", Role.Advisor, Team, "+36301110002"),
        Account("Nagy Eszter", "nagy.eszter", "eszter", Role.Advisor, Team, "+36301110003"),
        Account("Tóth Márta", "toth.marta", "marta", Role.BackOffice, null, "+3612220004"),
        Account("Varga István", "varga.istvan", "istvan", Role.Manager, Team, "+36301110005"),
        Account("Horváth Péter", "horvath.peter", "peter", Role.Administrator, null, "+3612220006"),
    ];

    public static readonly IReadOnlyList<DemoAccount> Advisors = [.. All.Where(a => a.Role == Role.Advisor)];

    private static DemoAccount Account(string name, string address, string first, Role role, string? team, string phone) =>
        new($"{address}@demo.crosssell.example", name, role, team, phone, $"Demo-2026-{first}");
}
