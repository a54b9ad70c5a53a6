using CrossSell.Worklist.Messages;

namespace CrossSell.Host.Pages;

/// <summary>The choice of whose work is shown.</summary>
/// <param name="Address">Where the queue of a name is.</param>
internal sealed record QueueTabs(WorkQueue? Chosen, Func<string, string> Address);
