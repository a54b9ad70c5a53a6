using CrossSell.Kernel;
using CrossSell.Kernel.Access;

namespace CrossSell.Host.Pages;

/// <summary>What the frame of every page needs to know.</summary>
internal sealed class Shell(CallContext call, TimeProvider time)
{
    private static readonly NavigationLink[] Links =
    [
        new("/Today", "nav.today", Permission.WorkOffers, false),
        new("/Calls", "nav.calls", Permission.WorkOffers, false),
        new("/Clients", "nav.clients", Permission.SeeClients, false),
        new("/Segments", "nav.segments", Permission.SeeClients, false),
        new("/Campaigns", "nav.campaigns", Permission.SeeClients, false),
        new("/Insights/Whitespace", "nav.whitespace", Permission.SeeClients, false),
        new("/Insights/Figures", "nav.figures", Permission.SeeClients, false),
        new("/Documents", "nav.documents", Permission.WorkDocuments, false),
        new("/Mails", "mails.title", Permission.SeeClients, false),
        new("/Processes", "nav.processes", Permission.SeeClients, false),
        new("/Availability", "nav.availability", Permission.WorkOffers, false),
        new("/Planning", "nav.planning", Permission.PlanTeam, false),
        new("/Insights/Workload", "nav.workload", Permission.WorkOffers, false),
        new("/Insights/Week", "week.nav", Permission.PlanTeam, false),
        new("/Account", "account.title", Permission.OwnAccount, false),
        new("/Templates", "nav.templates", Permission.SeeCatalog, true),
        new("/MailTexts", "mailTexts.title", Permission.SeeCatalog, true),
        new("/ProductLines", "nav.productLines", Permission.SeeCatalog, true),
        new("/Rules", "nav.rules", Permission.SeeCatalog, true),
        new("/Insights/Suggestions", "nav.suggestions", Permission.ManageCatalog, true),
        new("/ContactPolicy", "nav.contactPolicy", Permission.SeeCatalog, true),
        new("/Import", "nav.import", Permission.Import, true),
        new("/Coverage", "nav.coverage", Permission.Scan, true),
        new("/Audit", "nav.audit", Permission.SeeAudit, true),
        new("/Retention", "nav.retention", Permission.HandlePersonalData, true),
        new("/Handovers", "nav.handovers", Permission.HandOver, true),
        new("/Users", "nav.users", Permission.ManageUsers, true),
        new("/Outbox", "nav.outbox", Permission.Operate, true),
    ];

    public Actor Actor => call.Actor;

    public bool IsSignedIn => call.Actor.UserId is not null;

    public bool SeesSeveral => call.Actor.Scope.All || call.Actor.Scope.Advisors.Length > 1;

    public IEnumerable<NavigationLink> Navigation => Links.Where(l => IsSignedIn && May(l.Permission));

    public bool May(Permission permission) => call.Actor.May(permission);

    /// <summary>The page is about a client whom the person may only read, having handed them over.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Whether something may be done with the client that the page is about.</summary>
    public bool MayHere(Permission permission) => !IsReadOnly && May(permission);

    /// <summary>A key for one rendered form: sending it twice acts once.</summary>
    public string NewKey() => Ids.New(time).ToString("N");

    public string Initials => string.Concat(call.Actor.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(n => n[0]));
}

internal sealed record NavigationLink(string Path, string Text, Permission Permission, bool House);
