using CrossSell.Kernel.Access;

namespace CrossSell.Access.Domain;

/// <summary>What each role may do; the one place that says it.</summary>
internal static class Roles
{
    private const Permission Everyone = Permission.OwnAccount | Permission.SeeCatalog | Permission.SeeClients | Permission.SeeAudit | Permission.EditClients | Permission.WorkOffers | Permission.MoveProcesses | Permission.MergeClients;

    public static Permission Of(Role role) => role switch
    {
        Role.Advisor => Everyone | Permission.RunCampaigns,
        Role.Manager => Everyone | Permission.DirectProcesses | Permission.RunCampaigns | Permission.Scan | Permission.ApproveTemplates | Permission.PlanTeam | Permission.VerifyAudit | Permission.HandOver | Permission.ExportClients,
        Role.BackOffice => Everyone | Permission.WorkDocuments | Permission.Import | Permission.EditTemplates | Permission.ExportClients,
        Role.Administrator => Permission.All,
        _ => Permission.None,
    };

    /// <summary>Whether the role sees every client; an advisor sees their own, or those of a team that shares its clients; a manager those of the team's people.</summary>
    public static bool SeesEverybody(Role role) => role is Role.BackOffice or Role.Administrator;

    /// <summary>Whether the advisors of the team of user <c>u</c> see each other's clients, as a condition.</summary>
    public const string TeamShares = "exists (select 1 from access.team m where m.id = u.team_id and m.shares_clients)";
}
