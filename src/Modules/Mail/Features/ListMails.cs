using System.Globalization;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using Npgsql;

namespace CrossSell.Mail.Features;

/// <summary>Mails as far as the actor's scope goes.</summary>
internal sealed class VisibleMails(Database database, CallContext call)
{
    private const string Select =
        """
        select m.id, m.template, m.text_version, m.client_id, c.name, m.offer_id, m.process_id, m.documents, m.status, m.to_address, m.language, m.subject, m.requested_by, m.requested_at, m.sent_at, m.settled_at,
               m.reason, coalesce(m.error, o.last_error), coalesce(o.attempts, 0), case when not o.dead then o.due_at end, m.answer, m.answered_at, m.answer_until, m.version, m.to_name, m.answers, m.to_kind <> 'client', case when m.error is not null then m.problems end
        from mail.message m left join clients.pub_client c on c.id = m.client_id
        left join kernel.outbox o on m.status = 'requested' and o.key = 'mail.send:' || m.id || ':' || m.round
        """;

    public async Task<MailView> Get(Guid id, CancellationToken ct)
    {
        var filter = Filter();
        return await database.Single($"{Select} where {filter.Sql} and m.id = {filter.Parameter(id)}", Read, filter.Values, ct) ?? throw new NotFoundException("mail", id);
    }

    public async Task<Page<MailView>> List(ListMails request, CancellationToken ct)
    {
        var filter = Filter().And("m.client_id = ?", request.Client).And("m.offer_id = ?", request.Offer).And("m.status = ?", request.Status?.ToString().ToLowerInvariant());
        if (request.After is { } after)
        {
            var (at, id) = Cursor(after);
            filter.And("(m.requested_at, m.id) < (?, ?)", at, id);
        }

        var rows = await database.Query($"{Select} where {filter.Sql} order by m.requested_at desc, m.id desc limit {filter.Parameter(request.Limit + 1)}", Read, filter.Values, ct);
        return Page<MailView>.Of(rows, request.Limit, m => string.Create(CultureInfo.InvariantCulture, $"{m.RequestedAt.UtcTicks}_{m.Id}"));
    }

    private SqlFilter Filter()
    {
        var filter = new SqlFilter().Add("m.status <> 'split'");
        if (!call.Actor.May(Permission.Operate))
        {
            // To people of the house: one's own. About clients: those of the scope, and nothing that was written to a colleague.
            var scope = call.Actor.Scope;
            var own = filter.Parameter(call.Actor.UserId ?? Guid.Empty);
            filter.Add(scope.All
                ? $"(m.to_user_id = {own} or m.to_kind = 'client')"
                : $"(m.to_user_id = {own} or (m.to_kind = 'client' and {scope.Sql("c.advisor_id", filter.Parameter(scope.Keys))}))");
        }

        return filter;
    }

    private static (DateTimeOffset At, Guid Id) Cursor(string after)
    {
        var parts = after.Split('_');
        return parts.Length == 2 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var ticks) && ticks is >= 0 and < 3_155_378_975_999_999_999 && Guid.TryParse(parts[1], CultureInfo.InvariantCulture, out var id)
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : throw new InvalidInputException("after", "badCursor", "This is not a cursor of this list.");
    }

    private static MailView Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.Maybe<int>(2), r.Maybe<Guid>(3), r.MaybeText(4), r.Maybe<Guid>(5), r.Maybe<Guid>(6), r.GetFieldValue<Guid[]>(7), Enum.Parse<MailStatus>(r.GetString(8), true), r.MaybeText(9),
        r.MaybeText(10), r.MaybeText(11), r.GetString(12), r.GetFieldValue<DateTimeOffset>(13), r.Maybe<DateTimeOffset>(14), r.Maybe<DateTimeOffset>(15), r.MaybeText(16), r.MaybeText(17), r.GetInt32(18),
        r.Maybe<DateTimeOffset>(19), r.MaybeText(20), r.Maybe<DateTimeOffset>(21), r.Maybe<DateTimeOffset>(22), r.GetInt32(23), r.MaybeText(24), r.GetBoolean(26), Chosen(r.MaybeText(20), r.MaybeText(25)))
    {
        Problems = r.MaybeText(27) is { } problems ? JsonText.Read<List<TemplateProblem>>(problems) : [],
    };

    private static MailChoice? Chosen(string? answer, string? choices) =>
        answer is null || choices is null ? null : JsonText.Read<List<MailChoice>>(choices).FirstOrDefault(c => c.Key == answer);
}

internal sealed class ListMailsHandler(VisibleMails mails) : IQueryHandler<ListMails, Page<MailView>>
{
    public Task<Page<MailView>> Handle(ListMails request, CancellationToken ct) => mails.List(request, ct);
}

internal sealed class GetMailHandler(VisibleMails mails, Database database) : IQueryHandler<GetMail, MailDetails>
{
    public async Task<MailDetails> Handle(GetMail request, CancellationToken ct)
    {
        var mail = await mails.Get(request.MailId, ct);
        var (text, html) = await database.Single("select body, html from mail.message where id = $1", r => (r.MaybeText(0), r.MaybeText(1)), [mail.Id], ct);
        return new MailDetails(mail, text, html);
    }
}
