using System.Globalization;
using CrossSell.Insights.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;
using Microsoft.Extensions.Configuration;

namespace CrossSell.Insights.Features.Reports;

/// <summary>The id of each mail is made of its kind, its person and its day: so a run after a restart, or on another host, finds it asked for.</summary>
internal sealed class AskForReportsHandler(Database database, IDispatcher dispatcher, IConfiguration configuration, BusinessClock clock, WorkingDays workingDays) : ICommandHandler<AskForReports, int>
{
    private const int Morning = 7, Noon = 12;

    public async Task<int> Handle(AskForReports request, CancellationToken ct)
    {
        var hour = clock.Local(clock.Now).Hour;
        if (!workingDays.IsWorkingDay(clock.Today) || hour < configuration.GetValue("Mail:ReportsFrom", Morning))
        {
            return 0;
        }

        var people = await database.Query(
            """
            select u.id, u.role, array(select w.kind from mail.pub_wish w where w.user_id = u.id and not w.wanted) from access.pub_user u where u.active order by u.id
            """,
            r => (Id: r.GetGuid(0), Role: Enum.Parse<Role>(r.GetString(1)), Unwanted: r.GetFieldValue<string[]>(2)),
            [],
            ct);
        var slips = await Slipping(ct);
        var due = new List<RequestMail>();
        foreach (var person in people)
        {
            foreach (var kind in MailKinds.Of(person.Role).Except(person.Unwanted).Where(k => k != MailKinds.Escalation || slips.Contains(person.Role)))
            {
                due.Add(Mail(kind, person.Id, hour));
            }
        }

        var asked = (await database.Query("select id from mail.pub_message where id = any($1)", r => r.GetGuid(0), [due.Select(m => m.Id).ToArray()], ct)).ToHashSet();
        due.RemoveAll(m => asked.Contains(m.Id));
        foreach (var mail in due)
        {
            await dispatcher.Send(mail, ct);
        }

        return due.Count;
    }

    private RequestMail Mail(string kind, Guid person, int hour)
    {
        var day = clock.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var of = kind switch
        {
            MailKinds.Week => WeekFigures.Monday(clock.Today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            MailKinds.Escalation => hour < Noon ? day + "am" : day + "pm",
            _ => day,
        };
        return new RequestMail { Id = Ids.Of($"report:{kind}:{person}:{of}"), Template = kind, To = MailTo.User(person), Data = new Dictionary<string, string> { ["day"] = day } };
    }

    /// <summary>The roles in whose queues something slipped since yesterday. Who of them it concerns is seen when the mail is written: with nothing to say, none goes out.</summary>
    private async Task<HashSet<Role>> Slipping(CancellationToken ct) => [.. (await database.Query(
        "select distinct coalesce(t.role, u.role) from worklist.pub_task t left join access.pub_user u on u.id = t.assignee_id where t.about_task_id is not null and t.status = 'open' and t.created_at > $1 and coalesce(t.role, u.role) is not null",
        r => r.GetString(0),
        [clock.Now.AddHours(-Noon)],
        ct)).Select(r => Enum.Parse<Role>(r, true))];
}
