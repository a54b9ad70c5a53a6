using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;

namespace CrossSell.Clients.Messages;

/// <summary>Every consent the client ever granted or withdrew, newest first.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetConsentHistory(Guid ClientId) : IQuery<IReadOnlyList<ConsentEntry>>, IAboutClient;

/// <param name="Channel"><c>phone</c>, <c>email</c> or <c>post</c>.</param>
/// <param name="Purpose"><c>marketing</c> or <c>service</c>.</param>
/// <param name="At">When the client said so.</param>
/// <param name="Source">Where it was said: <c>portal</c>, <c>api</c>, <c>import</c>, an offer, or in words.</param>
/// <param name="RecordedAt">When it was written down here.</param>
public sealed record ConsentEntry(string Channel, string Purpose, bool Granted, DateTimeOffset At, string Source, DateTimeOffset RecordedAt);

/// <summary>A message of the outbox: what a client allows was changed, and the change is committed.</summary>
public sealed record ConsentsChanged(Guid ClientId)
{
    public const string Kind = "clients.consentsChanged";

    internal OutboxDraft Draft(int version) => new(Kind, $"{Kind}:{ClientId}:{version}", this);
}
