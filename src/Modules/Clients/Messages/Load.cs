using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Messages;

/// <summary>Puts made-up clients straight into the tables, for trials and benchmarks: a piece of a few thousand at a time, with one audit entry for the piece.</summary>
[Needs(Permission.Operate)]
public sealed record LoadClients(IReadOnlyList<LoadedClient> Clients) : ICommand<Done>;

/// <param name="Data">As for a new client; consents stand since then.</param>
public sealed record LoadedClient(Guid Id, Guid AdvisorId, ClientData Data);
