using CrossSell.Access.Data;
using CrossSell.Access.Domain;
using CrossSell.Access.Features.Account;
using CrossSell.Access.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SignInResult = CrossSell.Access.Messages.SignInResult;

namespace CrossSell.Access.Features;

/// <summary>Five wrong passwords lock for fifteen minutes. An unknown address costs the same time as a wrong password.</summary>
internal sealed class CheckPasswordHandler(IUnitOfWork unit, IPasswordHasher<User> hasher, Guesses guesses) : ICommandHandler<CheckPassword, SignInAnswer>
{
    private static readonly string Nothing = new PasswordHasher<User>().HashPassword(null!, "no such password");

    public async Task<SignInAnswer> Handle(CheckPassword request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var normalized = Users.Normalize(request.Email);
        var user = await access.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        if (user is not null && guesses.IsLocked(user))
        {
            return new SignInAnswer(SignInResult.LockedOut, null, null);
        }

        var verdict = hasher.VerifyHashedPassword(user!, user?.PasswordHash ?? Nothing, request.Password);
        if (user is not { Active: true, PasswordHash: not null } || verdict == PasswordVerificationResult.Failed)
        {
            return new SignInAnswer(user is not null && guesses.Wrong(user) ? SignInResult.LockedOut : SignInResult.WrongPassword, null, null);
        }

        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.PasswordHash = hasher.HashPassword(user, request.Password);
        }

        // Wrong codes count on until one is right: the password alone makes nobody forget them.
        var needsCode = await SecondFactors.IsOn(await unit.Connection(ct), user.Id, ct);
        if (!needsCode)
        {
            guesses.Right(user);
        }

        unit.Audit(new AuditDraft("access.signedIn", "user", user.Id, null, null, null) { By = new AuditBy(user.Id, user.Name) });
        return new SignInAnswer(needsCode ? SignInResult.CodeNeeded : SignInResult.SignedIn, user.Id, user.SecurityStamp);
    }
}

internal sealed class SetPasswordValidator : AbstractValidator<SetPassword>
{
    public SetPasswordValidator() =>
        RuleFor(p => p.Password).MinimumLength(10).WithErrorCode("passwordShort").WithMessage("A password has at least 10 characters.");
}

internal sealed class SetPasswordHandler(IUnitOfWork unit, IPasswordHasher<User> hasher, ActorCache actors, BusinessClock clock) : ICommandHandler<SetPassword, Done>
{
    public async Task<Done> Handle(SetPassword request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var hash = Secret.Hash(request.Code);
        var code = await access.Set<PasswordCode>().FirstOrDefaultAsync(c => c.Hash == hash, ct);
        if (code is null || code.UsedAt is not null || code.ExpiresAt <= clock.Now)
        {
            throw new InvalidInputException("code", "codeUsed", "This link was used before or has expired; ask the administrator for another.");
        }

        code.UsedAt = clock.Now;
        var user = await access.Users.SingleAsync(u => u.Id == code.UserId, ct);
        user.PasswordHash = hasher.HashPassword(user, request.Password);
        user.SecurityStamp = Secret.New("s");
        user.LockoutEnd = null;
        unit.Audit(new AuditDraft("access.passwordSet", "user", user.Id, null, null, null));
        actors.Forget();
        return Done.Instance;
    }
}
