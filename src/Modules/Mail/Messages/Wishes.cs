using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Mail.Messages;

/// <summary>The mails that the house writes to its people by the clock.</summary>
public static class MailKinds
{
    /// <summary>In the morning of each working day: what is overdue, what is for today, what changed.</summary>
    public const string Digest = "digest";

    /// <summary>To managers: what slips with their people.</summary>
    public const string Escalation = "escalation";

    /// <summary>To managers on the first working day of the week: how the last one went.</summary>
    public const string Week = "week";

    /// <summary>What somebody of the role can get.</summary>
    public static IReadOnlyList<string> Of(Role role) => role is Role.Manager or Role.Administrator ? [Digest, Escalation, Week] : [Digest];
}

/// <param name="Kind">One of <see cref="MailKinds"/>.</param>
public sealed record MailWish(string Kind, bool Wanted);

/// <summary>Which of the house's mails the actor wants: all of them, until they say otherwise.</summary>
[Needs(Permission.OwnAccount)]
public sealed record GetMailWishes : IQuery<IReadOnlyList<MailWish>>;

[Needs(Permission.OwnAccount)]
public sealed record SetMailWishes(IReadOnlyList<MailWish> Wishes) : ICommand<IReadOnlyList<MailWish>>;
