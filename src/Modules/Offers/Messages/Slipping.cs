using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Offers.Messages;

/// <summary>
/// Brings unanswered offers up again on the days their products name (<c>contact.remind</c>), and tells managers of what slips: tasks overdue for more working days than
/// <c>Escalation:OverdueWorkingDays</c> (3), offers whose window ends within <c>Escalation:WindowDays</c> (5) without a contact. Run twice, it does nothing new.
/// </summary>
[Needs(Permission.Operate)]
public sealed record WatchSlipping : ICommand<Watched>;

public sealed record Watched(int BroughtUp, int Escalated);
