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

    /// <summary>Whom a mail to the house went to; before it is sent, only that it is one of the house.</summary>
    public static string Colleague(Texts texts, MailView mail) => mail.ToName ?? mail.To ?? texts["mails.house"];

    /// <summary>What came of it: the answer in the words of its link, or how long there is or was for one. Nothing where none was asked for.</summary>
    public static string? Answer(Texts texts, Dates dates, MailView mail) => mail switch
    {
        { Answer: { } answer, AnsweredAt: { } at } => $"{Chosen(texts, answer, mail.Chosen)}, {dates.Moment(at)}",
        { AnswerUntil: { } until, Status: MailStatus.Requested or MailStatus.Sent } => texts[dates.IsPast(until) ? "mails.neverAnswered" : "mails.noAnswer", dates.Moment(until)],
        _ => null,
    };

    /// <summary>A client answers with an outcome, the house with a step of a process, which bears the name on the link.</summary>
    public static string Chosen(Texts texts, string answer, MailChoice? choice = null) => texts.Find("outcome." + answer) ?? choice?.In(texts.Language) ?? answer;
}
