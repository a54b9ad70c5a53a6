using CrossSell.Mail.Messages;

namespace CrossSell.Host.Pages;

/// <summary>Says how a mail stands.</summary>
internal static class MailWords
{
    public static string Of(Texts texts, string template) => texts.Find("mails.template." + template) ?? template;

    public static string Tone(MailStatus status) => status switch
    {
        MailStatus.Sent => "is-generated",
        MailStatus.Failed or MailStatus.Bounced => "is-overdue",
        _ => "is-requested",
    };

    /// <summary>Why it failed, or when it is tried again.</summary>
    public static string? Why(Texts texts, Dates dates, MailView mail) => mail switch
    {
        { Reason: { } reason } => texts.Find("mails.reason." + reason) ?? reason,
        { Status: MailStatus.Requested, Attempts: > 1, NextAttempt: { } next } => texts["mails.tried", mail.Attempts, dates.Moment(next)],
        { Status: MailStatus.Requested, Attempts: > 1 } => texts["mails.dead", mail.Attempts],
        _ => null,
    };

    /// <summary>What was answered: by a client an outcome, inside the house the step chosen.</summary>
    public static string Answer(Texts texts, string answer, MailChoice? chosen) => chosen?.In(texts.Language) ?? texts.Find("outcome." + answer) ?? answer;
}
