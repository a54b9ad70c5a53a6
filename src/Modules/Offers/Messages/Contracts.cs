using CrossSell.Documents.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Offers.Messages;

/// <summary>Prepares the contracts of open offers ahead of the client's answer, as one batch. What the client then accepts unchanged becomes the contract, and no second one is made.</summary>
/// <param name="Line">The product line.</param>
/// <param name="Template">The key of the template, the one that the product's process makes its contract from.</param>
/// <param name="Product">One product of the line, <c>line/code</c>; all of them when not given.</param>
/// <param name="Advisor">E-mail of one advisor; all in the actor's scope when not given.</param>
/// <param name="ContactUntil">Only offers whose window to make contact ends by this day.</param>
/// <param name="DryRun">Only counts.</param>
[Needs(Permission.WorkDocuments)]
public sealed record PrepareContracts(string Line, string Template, string? Product, string? Advisor, DateOnly? ContactUntil, bool DryRun) : ICommand<ContractsPrepared>;

/// <param name="Offers">How many offers were chosen; those prepared with this template before are left out and counted in <paramref name="Prepared"/>.</param>
/// <param name="Batch">The batch; none in a dry run.</param>
public sealed record ContractsPrepared(int Offers, int Prepared, BatchView? Batch);
