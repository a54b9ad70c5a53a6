using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Offers.Messages;

/// <summary>
/// What an edited follow-up table would change: the last contacts of a line that ended in an outcome, within the actor's scope, are decided again, as of now, by the table in force
/// and by the edited one. Nothing is changed. Refused with every fault by row when the table is not whole.
/// </summary>
/// <param name="Outcome">The outcome looked at.</param>
/// <param name="Most">How many contacts at most, 1 to 1000.</param>
[Needs(Permission.ManageCatalog)]
public sealed record PreviewFollowUps(string Line, IReadOnlyList<FollowUpDefinition> Rows, Outcome Outcome, int Most = 200) : IQuery<FollowUpPreview>;

/// <param name="Contacts">How many contacts were decided again.</param>
/// <param name="Changed">For how many of them something else would follow.</param>
/// <param name="Changes">What follows now and what would, the most frequent first.</param>
public sealed record FollowUpPreview(Outcome Outcome, int Contacts, int Changed, IReadOnlyList<FollowUpChange> Changes);

/// <param name="Same">Nothing would change for these.</param>
/// <param name="Examples">A few of the clients.</param>
public sealed record FollowUpChange(FollowUpStep From, FollowUpStep To, bool Same, int Count, IReadOnlyList<FollowUpExample> Examples);

/// <summary>What follows a contact.</summary>
/// <param name="Kind">As in <see cref="FollowUp"/>.</param>
/// <param name="AfterDays">Days from the contact, none for a close.</param>
/// <param name="Why">For a close its reason.</param>
/// <param name="Row">The row that decides, counted from 1.</param>
public sealed record FollowUpStep(string Kind, string? Product, string? Variant, int? AfterDays, ContactChannel Channel, StepOwner Owner, Reason? Why, int? CooldownDays, int Row);

public sealed record FollowUpExample(Guid ClientId, string ClientName, Guid OfferId, string Product, DateTimeOffset At);
