using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Portfolio.Messages;

/// <summary>Puts made-up contracts straight into the tables, for trials and benchmarks, faults and all: a piece of a few thousand at a time, with one audit entry for the piece.</summary>
[Needs(Permission.Operate)]
public sealed record LoadContracts(IReadOnlyList<LoadedContract> Contracts) : ICommand<Done>;

/// <param name="Live">False for one that ended.</param>
public sealed record LoadedContract(Guid Id, bool Live, ContractData Data);
