using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Mail.Messages;

/// <summary>The reports that lie in the folder for what comes back (<c>mail/in</c>), after fetching those of the mailbox where one is set; file names, at most 200.</summary>
[Needs(Permission.Operate)]
public sealed record ListReturnedMail : IQuery<IReadOnlyList<string>>;

/// <summary>
/// Reads one report of what came back. One that says a mail could not be delivered marks that mail as bounced and makes a task; then the file goes to <c>done</c>, or to <c>other</c> when it is no such report.
/// Read twice, it counts once.
/// </summary>
[Needs(Permission.Operate)]
public sealed record TakeReturnedMail(string FileName) : ICommand<ReturnedMail>;

/// <param name="What"><c>bounced</c>, <c>known</c> (counted before), <c>delayed</c> (still being tried) or <c>other</c> (no report of ours).</param>
public sealed record ReturnedMail(string What, Guid? MailId);
