using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Segments.Messages;

/// <summary>A product to be offered to a segment.</summary>
/// <param name="Name">1 to 80 characters.</param>
/// <param name="Segment">Id or name of a segment; or else a <paramref name="Filter"/>.</param>
/// <param name="Product"><c>line/code</c>.</param>
/// <param name="PerAdvisorPerDay">At most so many clients of it a day for each advisor, 1 to 100; 5 when not given.</param>
/// <param name="ControlPercent">So many of a hundred are not approached, so that the campaign can be measured: 0 to 50; 10 when not given.</param>
/// <param name="BecauseHu">Why, as the advisor says it in Hungarian; by default the campaign's name.</param>
/// <param name="From">First day; today when not given.</param>
/// <param name="Until">Last day, by which it is measured; when not given, 30 days after the last planned call.</param>
public sealed record CampaignData(
    string? Name, string? Segment, string? Filter, string? Product, string? Variant, int? PerAdvisorPerDay, int? ControlPercent, string? BecauseHu, string? BecauseEn, DateOnly? From, DateOnly? Until);

/// <summary>What a campaign is at.</summary>
public enum CampaignStatus
{
    Draft,
    Running,
    Paused,
    Finished,
}

/// <summary>Makes a draft: nobody is approached yet.</summary>
[Needs(Permission.RunCampaigns)]
public sealed record AddCampaign(CampaignData Data) : ICommand<CampaignView>;

/// <summary>Says a draft anew, all of it; refused once it has started.</summary>
[Needs(Permission.RunCampaigns)]
public sealed record ChangeCampaign(Guid CampaignId, CampaignData Data, int? IfVersion) : ICommand<CampaignView>;

/// <summary>Deletes a draft.</summary>
[Needs(Permission.RunCampaigns)]
public sealed record DropCampaign(Guid CampaignId) : ICommand<Done>;

/// <summary>What would happen if the draft were started now, in the actor's scope; changes nothing.</summary>
[Needs(Permission.RunCampaigns)]
public sealed record RehearseCampaign(Guid CampaignId) : IQuery<CampaignRehearsal>;

/// <param name="Meant">How many clients the segment means.</param>
/// <param name="Clients">How many would be approached.</param>
/// <param name="Control">How many more belong to the control group.</param>
/// <param name="NotAllowed">Who is meant and may not be offered it, by reason: as of a rule's rehearsal, and <c>otherCampaign</c>.</param>
/// <param name="Weeks">How many weeks it takes.</param>
/// <param name="Unplaced">For how many there is no room within half a year, or until its last day.</param>
/// <param name="Advisors">Those with most to do first.</param>
/// <param name="Later">How many wait because their week is full of approaches.</param>
public sealed record CampaignRehearsal(
    int Meant, int Clients, int Control, IReadOnlyDictionary<string, int> NotAllowed, int Weeks, DateOnly? LastDay, int Unplaced, int Later, IReadOnlyList<CampaignWeek> ByWeek, IReadOnlyList<CampaignAdvisor> Advisors);

/// <param name="Monday">First day of the week.</param>
public sealed record CampaignWeek(DateOnly Monday, int Clients);

/// <param name="ByWeek">In the weeks of <see cref="CampaignRehearsal.ByWeek"/>.</param>
/// <param name="Unplaced">Their clients for whom there is no room: the advisor is full.</param>
public sealed record CampaignAdvisor(Guid Id, string Name, int Clients, IReadOnlyList<int> ByWeek, DateOnly? LastDay, int Unplaced);

/// <summary>
/// Starts a draft. Who belongs to it is decided now: those meant who may be offered the product, less the control group, which is drawn by client and campaign and never by anybody's choice.
/// Offers are opened a week ahead, on days within capacity and the contact policy.
/// </summary>
[Needs(Permission.RunCampaigns)]
public sealed record StartCampaign(Guid CampaignId, int? IfVersion) : ICommand<CampaignView>;

/// <summary>Opens no more offers until it is resumed; those open stay with their advisors. The control group stays held out.</summary>
[Needs(Permission.RunCampaigns)]
public sealed record PauseCampaign(Guid CampaignId, int? IfVersion) : ICommand<CampaignView>;

[Needs(Permission.RunCampaigns)]
public sealed record ResumeCampaign(Guid CampaignId, int? IfVersion) : ICommand<CampaignView>;

/// <summary>Ends it: who waits is not approached any more, and the control group is like everybody else again.</summary>
[Needs(Permission.RunCampaigns)]
public sealed record FinishCampaign(Guid CampaignId, int? IfVersion) : ICommand<CampaignView>;

/// <summary>Opens what is due of all running campaigns and finishes those whose last day is over. Done daily; done twice is done once.</summary>
[Needs(Permission.Scan)]
public sealed record AdvanceCampaigns : ICommand<CampaignsAdvanced>;

public sealed record CampaignsAdvanced(int Opened, int Finished);

[Needs(Permission.SeeClients)]
public sealed record GetCampaign(Guid CampaignId) : IQuery<CampaignView>;

/// <summary>Campaigns of the actor and those with clients of the actor's scope, newest first.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListCampaigns : IQuery<IReadOnlyList<CampaignView>>;

/// <param name="Filter">What it means, in the language.</param>
/// <param name="Sentence">The same in the actor's language.</param>
/// <param name="MayRun">The actor may start, pause and finish it.</param>
/// <param name="Figures">Nothing while it is a draft.</param>
public sealed record CampaignView(
    Guid Id, string Name, string Owner, string? Segment, string Filter, string Sentence, string Product, string? Variant, int PerAdvisorPerDay, int ControlPercent, string BecauseHu, string BecauseEn,
    DateOnly From, DateOnly Until, CampaignStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, bool MayRun, CampaignFigures? Figures, int Version);

/// <summary>What became of a campaign so far, against its control group.</summary>
/// <param name="Waiting">Not offered yet.</param>
/// <param name="Offered">Offers opened.</param>
/// <param name="Dropped">Could not be offered any more when their day came.</param>
/// <param name="Approached">Somebody tried to reach them.</param>
/// <param name="Accepted">Said yes to its offer.</param>
/// <param name="Bought">Of those chosen, waiting or offered: made a contract for the product with us since it began.</param>
/// <param name="ControlBought">The same of the control group.</param>
/// <param name="BoughtPart">Part that bought, 0 to 1.</param>
/// <param name="Uplift">How many more of a hundred bought than of the control group; none while a group is empty.</param>
/// <param name="UpliftFrom">The range in which that lies in 95 of 100 cases; one that contains 0 may be chance.</param>
public sealed record CampaignFigures(
    int Waiting, int Offered, int Dropped, int Control, int Approached, int Accepted, int Rejected, int Bought, int ControlBought,
    double? BoughtPart, double? ControlPart, double? Uplift, double? UpliftFrom, double? UpliftUntil, DateOnly? LastPlanned);

/// <summary>The clients of a campaign in the actor's scope, by day.</summary>
/// <param name="State"><c>waiting</c>, <c>offered</c>, <c>dropped</c> or <c>control</c>; all when not given.</param>
[Needs(Permission.SeeClients)]
public sealed record ListCampaignClients(Guid CampaignId, string? State, string? After, int Limit) : IQuery<Page<CampaignClient>>;

/// <param name="Advisor">By e-mail.</param>
/// <param name="Why">Why it was dropped.</param>
public sealed record CampaignClient(Guid ClientId, string Name, string Advisor, string AdvisorName, string State, DateOnly? PlannedOn, Guid? OfferId, string? Outcome, string? Why);
