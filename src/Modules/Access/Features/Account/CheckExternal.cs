using CrossSell.Access.Data;
using CrossSell.Access.Domain;
using CrossSell.Access.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using SignInResult = CrossSell.Access.Messages.SignInResult;

namespace CrossSell.Access.Features.Account;

/// <summary>An identity provider has said who somebody is; nobody is made of that unless the house is told to.</summary>
internal sealed class CheckExternalHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<CheckExternal, SignInAnswer>
{
    public async Task<SignInAnswer> Handle(CheckExternal request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var normalized = Users.Normalize(request.Email);
        var user = await access.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        if (user is null && request.CreateAs is { } role)
        {
            var email = request.Email.Trim().ToLowerInvariant();
            user = new User
            {
                Id = Ids.New(clock.Now),
                Email = email,
                NormalizedEmail = normalized,
                Name = string.IsNullOrWhiteSpace(request.Name) ? email.Split('@')[0] : request.Name.Trim(),
                Role = role,
                SecurityStamp = Secret.New("s"),
            };
            access.Add(user);
            unit.Audit(new AuditDraft("access.userAdded", "user", user.Id, null, null, new { user.Email, user.Name, user.Role }));
        }

        if (user is not { Active: true })
        {
            return new SignInAnswer(SignInResult.WrongPassword, null, null);
        }

        unit.Audit(new AuditDraft("access.signedIn", "user", user.Id, null, null, null) { By = new AuditBy(user.Id, user.Name) });
        return new SignInAnswer(SignInResult.SignedIn, user.Id, user.SecurityStamp);
    }
}
