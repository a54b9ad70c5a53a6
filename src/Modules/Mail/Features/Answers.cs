using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Data;
using CrossSell.Mail.Messages;

namespace CrossSell.Mail.Features;

internal sealed class ReadAnswerLinkHandler(Database database, AnswerLinks links, BusinessClock clock) : IQueryHandler<ReadAnswerLink, AnswerAsked>
{
    private static readonly AnswerAsked Forged = new(LinkState.Forged, Guid.Empty, null, null, null, null, [], null, null, null);

    public async Task<AnswerAsked> Handle(ReadAnswerLink request, CancellationToken ct)
    {
        if (await links.Read(request.Token, ct) is not { } signed || await database.Single($"{MailRow.Select} where m.id = $1 and m.answer_until is not null", MailRow.Read, [signed.Mail], ct) is not { } mail)
        {
            return Forged;
        }

        var state = mail.AnsweredAt is not null ? LinkState.Used : signed.Until <= clock.Now ? LinkState.Expired : LinkState.Open;
        return new AnswerAsked(state, mail.Id, mail.ClientId, mail.OfferId, mail.ProcessId, mail.ToUserId, mail.Choices, signed.Until, mail.Answer, mail.AnsweredAt);
    }
}

internal sealed class UseAnswerLinkHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<UseAnswerLink, Done>
{
    public async Task<Done> Handle(UseAnswerLink request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var mail = (await connection.Query($"{MailRow.Select} where m.id = $1 for update of m", MailRow.Read, [request.MailId], ct)).FirstOrDefault() ?? throw new NotFoundException("mail", request.MailId);
        if (mail.AnsweredAt is { } at)
        {
            throw new ConflictException("error.linkUsed", $"This link was used at {at:u}.", ("at", at));
        }

        unit.Write("update mail.message set answer = $2, answered_at = $3, version = case when version = $4 then version + 1 end where id = $1", mail.Id, request.Choice, clock.Now, mail.Version);
        unit.Audit(new AuditDraft("mail.answered", "mail", mail.Id, mail.ClientId, null, new { Answer = request.Choice, mail.OfferId, mail.ProcessId }));
        return Done.Instance;
    }
}
