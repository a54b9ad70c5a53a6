using CrossSell.Access.Data;
using CrossSell.Access.Domain;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using FluentValidation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Secret = CrossSell.Access.Domain.Secret;
using SignInResult = CrossSell.Access.Messages.SignInResult;

namespace CrossSell.Access.Features.Account;

/// <summary>Asks passkeys and reads their answers by the framework's own reading of WebAuthn. What was asked goes out sealed and comes back within five minutes; an answer counts once.</summary>
internal sealed class Passkeys(IPasskeyHandler<User> handler, IHttpContextAccessor http, IDataProtectionProvider protection, IUnitOfWork unit, BusinessClock clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("access.passkey").ToTimeLimitedDataProtector();

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("Passkeys belong to a browser.");

    public async Task<PasskeyQuestion> AskToMake(User user)
    {
        var asked = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.Name }, Http);
        return new PasskeyQuestion(asked.CreationOptionsJson, Sealed(asked.AttestationState!));
    }

    public async Task<PasskeyQuestion> AskToSignIn()
    {
        var asked = await handler.MakeRequestOptionsAsync(null, Http);
        return new PasskeyQuestion(asked.RequestOptionsJson, Sealed(asked.AssertionState!));
    }

    public async Task<PasskeyAttestationResult> Made(string state, string credential) =>
        await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = Http, CredentialJson = credential, AttestationState = Opened(state) });

    public async Task<PasskeyAssertionResult<User>> SignedIn(string state, string credential) =>
        await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = Http, CredentialJson = credential, AssertionState = Opened(state) });

    /// <summary>Refuses a state whose answer has counted already.</summary>
    public async Task UseUp(string state, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        await connection.Execute("delete from access.used_challenge where expires_at < $1", [clock.Now], ct);
        if (await connection.Execute("insert into access.used_challenge(hash, expires_at) values ($1, $2) on conflict do nothing", [Secret.Hash(state), clock.Now + Life + Life], ct) == 0)
        {
            throw Expired();
        }
    }

    public static InvalidInputException Expired() => new("passkey", "passkeyExpired", "This took too long, or was answered before; please try again.");

    private string Sealed(string state) => _protector.Protect(state, Life);

    private string Opened(string state)
    {
        try
        {
            return _protector.Unprotect(state);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            throw Expired();
        }
    }
}

internal sealed class BeginPasskeyHandler(AccessDb access, Passkeys passkeys, CallContext call) : IQueryHandler<BeginPasskey, PasskeyQuestion>
{
    public async Task<PasskeyQuestion> Handle(BeginPasskey request, CancellationToken ct) =>
        await passkeys.AskToMake(await access.Users.AsNoTracking().SingleAsync(u => u.Id == call.Actor.UserId, ct));
}

internal sealed class BeginPasskeySignInHandler(Passkeys passkeys) : IQueryHandler<BeginPasskeySignIn, PasskeyQuestion>
{
    public Task<PasskeyQuestion> Handle(BeginPasskeySignIn request, CancellationToken ct) => passkeys.AskToSignIn();
}

internal sealed class AddPasskeyValidator : AbstractValidator<AddPasskey>
{
    public AddPasskeyValidator() => RuleFor(p => p.Name).NotEmpty().WithErrorCode("required").WithMessage("Required.").MaximumLength(100).WithErrorCode("tooLong");
}

internal sealed class AddPasskeyHandler(IUnitOfWork unit, Passkeys passkeys, CallContext call, BusinessClock clock) : ICommandHandler<AddPasskey, PasskeyItem>
{
    public async Task<PasskeyItem> Handle(AddPasskey request, CancellationToken ct)
    {
        var me = call.Actor.UserId!.Value;
        var made = await passkeys.Made(request.State, request.Credential);
        if (!made.Succeeded || made.UserEntity.Id != me.ToString())
        {
            throw new InvalidInputException("passkey", "passkeyRefused", $"The passkey can't be used: {made.Failure?.Message ?? "it is somebody else's"}");
        }

        await passkeys.UseUp(request.State, ct);
        var access = await unit.Context<AccessDb>(ct);
        var key = made.Passkey;
        access.Add(new PasskeyRow
        {
            CredentialId = key.CredentialId,
            UserId = me,
            Name = request.Name.Trim(),
            PublicKey = key.PublicKey,
            SignCount = key.SignCount,
            Transports = key.Transports ?? [],
            Verified = key.IsUserVerified,
            BackupEligible = key.IsBackupEligible,
            BackedUp = key.IsBackedUp,
            Attestation = key.AttestationObject,
            ClientData = key.ClientDataJson,
            CreatedAt = clock.Now,
        });
        unit.Audit(new AuditDraft("access.passkeyAdded", "user", me, null, null, new { Name = request.Name.Trim() }));
        return new PasskeyItem(Convert.ToHexStringLower(key.CredentialId), request.Name.Trim(), clock.Now, null);
    }
}

internal sealed class RemovePasskeyHandler(IUnitOfWork unit, CallContext call) : ICommandHandler<RemovePasskey, Done>
{
    public async Task<Done> Handle(RemovePasskey request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var gone = await connection.Query(
            "delete from access.passkey where encode(credential_id, 'hex') = $1 and user_id = $2 returning name", r => r.GetString(0), [request.Id, call.Actor.UserId], ct);
        if (gone.Count == 0)
        {
            throw new NotFoundException("passkey", request.Id);
        }

        unit.Audit(new AuditDraft("access.passkeyRemoved", "user", call.Actor.UserId!.Value, null, null, new { Name = gone[0] }));
        return Done.Instance;
    }
}

internal sealed class CheckPasskeyHandler(IUnitOfWork unit, Passkeys passkeys, Guesses guesses, BusinessClock clock) : ICommandHandler<CheckPasskey, SignInAnswer>
{
    public async Task<SignInAnswer> Handle(CheckPasskey request, CancellationToken ct)
    {
        var answer = await passkeys.SignedIn(request.State, request.Credential);
        if (!answer.Succeeded)
        {
            return new SignInAnswer(SignInResult.WrongPassword, null, null);
        }

        await passkeys.UseUp(request.State, ct);
        var access = await unit.Context<AccessDb>(ct);
        var user = await access.Users.SingleAsync(u => u.Id == answer.User.Id, ct);
        if (!user.Active || guesses.IsLocked(user))
        {
            return new SignInAnswer(user.Active ? SignInResult.LockedOut : SignInResult.WrongPassword, null, null);
        }

        await (await unit.Connection(ct)).Execute(
            "update access.passkey set sign_count = $2, backed_up = $3, used_at = $4 where credential_id = $1",
            [answer.Passkey.CredentialId, (long)answer.Passkey.SignCount, answer.Passkey.IsBackedUp, clock.Now], ct);
        unit.Audit(new AuditDraft("access.signedIn", "user", user.Id, null, null, null) { By = new AuditBy(user.Id, user.Name) });
        return new SignInAnswer(SignInResult.SignedIn, user.Id, user.SecurityStamp);
    }
}

internal sealed class GetSecurityHandler(Database database, CallContext call) : IQueryHandler<GetSecurity, AccountSecurity>
{
    public async Task<AccountSecurity> Handle(GetSecurity request, CancellationToken ct)
    {
        object?[] me = [call.Actor.UserId];
        var passkeys = await database.Query(
            "select encode(credential_id, 'hex'), name, created_at, used_at from access.passkey where user_id = $1 order by created_at",
            r => new PasskeyItem(r.GetString(0), r.GetString(1), r.GetFieldValue<DateTimeOffset>(2), r.Maybe<DateTimeOffset>(3)), me, ct);
        return (await database.Query(
            """
            select u.password_hash is not null, exists (select 1 from access.totp t where t.user_id = u.id and t.confirmed_at is not null),
              (select count(*)::int from access.recovery_code c where c.user_id = u.id and c.used_at is null)
            from access.user u where u.id = $1
            """,
            r => new AccountSecurity(r.GetBoolean(0), r.GetBoolean(1), r.GetInt32(2), passkeys), me, ct)).Single();
    }
}
