using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Messages;

/// <summary>The client as the record says it stood at an instant; refused for a time at which it was not here yet.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetClientAsOf(Guid ClientId, DateTimeOffset At) : IQuery<ClientView>, IAboutClient;

/// <summary>Every value a field of the client ever had, newest first.</summary>
/// <param name="Field">As the API names it: <c>email</c>, <c>address.city</c>, <c>consents</c> …</param>
[Needs(Permission.SeeAudit)]
public sealed record GetClientFieldHistory(Guid ClientId, string Field) : IQuery<IReadOnlyList<FieldValue>>, IAboutClient;
