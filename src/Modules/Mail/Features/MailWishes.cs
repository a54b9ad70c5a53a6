using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;

namespace CrossSell.Mail.Features;

internal sealed class GetMailWishesHandler(Database database, CallContext call) : IQueryHandler<GetMailWishes, IReadOnlyList<MailWish>>
{
    public async Task<IReadOnlyList<MailWish>> Handle(GetMailWishes request, CancellationToken ct)
    {
        var said = (await database.Query("select kind, wanted from mail.wish where user_id = $1", r => (r.GetString(0), r.GetBoolean(1)), [call.Actor.UserId ?? Guid.Empty], ct)).ToDictionary();
        return [.. MailKinds.Of(call.Actor.Role).Select(k => new MailWish(k, said.GetValueOrDefault(k, true)))];
    }
}

internal sealed class SetMailWishesHandler(IUnitOfWork unit, IDispatcher dispatcher, CallContext call) : ICommandHandler<SetMailWishes, IReadOnlyList<MailWish>>
{
    public async Task<IReadOnlyList<MailWish>> Handle(SetMailWishes request, CancellationToken ct)
    {
        var before = await dispatcher.Ask(new GetMailWishes(), ct);
        if (request.Wishes.FirstOrDefault(w => before.All(b => b.Kind != w.Kind)) is { } unknown)
        {
            var words = string.Join(", ", before.Select(b => b.Kind));
            throw new InvalidInputException([new FieldFault("kind", "notOneOf", $"{unknown.Kind}: must be one of: {words}.", ("words", words))]);
        }

        var changed = request.Wishes.Where(w => before.Single(b => b.Kind == w.Kind).Wanted != w.Wanted).ToList();
        if (changed.Count == 0 || call.Actor.UserId is not { } user)
        {
            return before;
        }

        foreach (var wish in changed)
        {
            unit.Write("insert into mail.wish(user_id, kind, wanted) values ($1, $2, $3) on conflict (user_id, kind) do update set wanted = excluded.wanted", user, wish.Kind, wish.Wanted);
        }

        unit.Audit(new AuditDraft("mail.wished", "user", user, null, Facts(before), Facts(request.Wishes)));
        return [.. before.Select(b => request.Wishes.FirstOrDefault(w => w.Kind == b.Kind) ?? b)];
    }

    private static Dictionary<string, bool> Facts(IEnumerable<MailWish> wishes) => wishes.ToDictionary(w => w.Kind, w => w.Wanted);
}
