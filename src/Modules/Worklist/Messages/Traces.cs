using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Worklist.Messages;

/// <summary>The client's tasks that were open at an instant. When a call about an offer was planned for is the offer's to say.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListTasksAsOf(Guid ClientId, DateTimeOffset At) : IQuery<IReadOnlyList<TaskView>>, IAboutClient;
