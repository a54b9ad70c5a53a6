using System.Globalization;
using CrossSell.Access.Data;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Mail;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Access.Features.Account;

/// <summary>Asked for by anybody: there is always the same answer. The link is made only when the letter is sent, so that it stands nowhere but in the letter.</summary>
internal sealed class ForgetPasswordHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<ForgetPassword, Done>
{
    private const int MostAnHour = 3;

    public async Task<Done> Handle(ForgetPassword request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var normalized = Users.Normalize(request.Email);
        var user = await access.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == normalized && u.Active, ct);
        if (user is null)
        {
            return Done.Instance;
        }

        // The key limits: a fourth letter of the same hour is one that was sent already.
        var hour = clock.Now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        var sent = await access.Set<PasswordCode>().CountAsync(c => c.UserId == user.Id && c.ExpiresAt > clock.Now && c.ExpiresAt <= clock.Now + PasswordLetter.Life, ct);
        if (sent < MostAnHour)
        {
            unit.Send(new OutboxDraft(PasswordLetter.OutboxKind, $"password:{user.Id}:{hour}:{sent}", new PasswordLetter.Order(user.Id, request.Site)));
            unit.Audit(new AuditDraft("access.passwordForgotten", "user", user.Id, null, null, null));
        }

        return Done.Instance;
    }
}

internal sealed class PasswordLetter(IUnitOfWork unit, IMailer mailer, BusinessClock clock) : IOutboxHandler
{
    public const string OutboxKind = "access.passwordLetter";
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public string Kind => OutboxKind;

    public async Task Handle(string payload, CancellationToken ct)
    {
        var order = JsonText.Read<Order>(payload);
        var access = await unit.Context<AccessDb>(ct);
        var user = await access.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == order.UserId && u.Active, ct);
        if (user is null)
        {
            return;
        }

        var link = $"{order.Site}/SetPassword?code={Uri.EscapeDataString(PasswordCodes.New(access, user.Id, clock.Now + Life))}";
        unit.Audit(new AuditDraft("access.passwordLinkMade", "user", user.Id, null, null, null));
        await mailer.Send(Write(user, link), ct);
    }

    private static Letter Write(User user, string link) => user.Language == "en"
        ? new Letter(user.Email!, user.Name, "CrossSell: your new password", $"Dear {user.Name},\n\nset a new password here within an hour:\n\n{link}\n\nIf you did not ask for it, there is nothing to do: your password stays as it is.\n")
        : new Letter(user.Email!, user.Name, "CrossSell: új jelszó", $"Kedves {user.Name}!\n\nItt állíthat be új jelszót egy órán belül:\n\n{link}\n\nHa nem Ön kérte, nincs teendője: a jelszava nem változik.\n");

    internal sealed record Order(Guid UserId, string Site);
}
