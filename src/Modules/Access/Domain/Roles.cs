using CrossSell.Kernel.Access;

namespace CrossSell.Access.Domain;

/// <summary>What each role may do; the one place that says it.</summary>
internal static class Roles
{
    private const Permission Everyone = Permission.OwnAccount | Permission.SeeCatalog | Permission.SeeClients | Permission.SeeAudit | Permission.EditClients | Permission.WorkOffers | Permission.MoveProcesses;

    public static Permission Of(Role role) => role switch
    {
        Role.Advisor => Everyone,
        Role.Manager => Everyone | Permission.Scan | Permission.ApproveTemplates,
        Role.BackOffice => Everyone | Permission.WorkDocuments | Permission.Import | Permission.EditTemplates,
        Role.Administrator => Permission.All,
        _ => Permission.None,
    };

    /// <summary>Whether the role sees every client; an advisor sees their own, a manager those of the team's people.</summary>
    public static bool SeesEverybody(Role role) => role is Role.BackOffice or Role.Administrator;
}
