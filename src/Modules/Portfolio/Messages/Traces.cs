using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Portfolio.Messages;

/// <summary>The client's contracts as the record says they stood at an instant.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListContractsAsOf(Guid ClientId, DateTimeOffset At) : IQuery<IReadOnlyList<ContractView>>, IAboutClient;

/// <summary>Every value a field of the contract ever had, newest first.</summary>
[Needs(Permission.SeeAudit)]
public sealed record GetContractFieldHistory(Guid ContractId, string Field) : IQuery<IReadOnlyList<FieldValue>>;
