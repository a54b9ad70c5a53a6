using System.Security.Cryptography;
using CrossSell.Access.Data;
using CrossSell.Access.Domain;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Secret = CrossSell.Access.Domain.Secret;
using SignInResult = CrossSell.Access.Messages.SignInResult;

namespace CrossSell.Access.Features.Account;

/// <summary>A person's key and recovery codes; the key is encrypted with the house's data protection, so that a copy of the table signs nobody in.</summary>
internal sealed class SecondFactors(IUnitOfWork unit, IDataProtectionProvider protection, BusinessClock clock)
{
    private const int Codes = 10;
    private readonly IDataProtector _protector = protection.CreateProtector("access.totp");

    public static Task<bool> IsOn(NpgsqlConnection connection, Guid user, CancellationToken ct) =>
        Any(connection, "select 1 from access.totp where user_id = $1 and confirmed_at is not null", user, ct);

    public async Task<string> Begin(Guid user, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        if (await IsOn(connection, user, ct))
        {
            throw new RuleBrokenException("error.secondFactorOn", "Codes are asked for already; take that away first.");
        }

        var key = Totp.NewKey();
        await connection.Execute(
            "insert into access.totp(user_id, key, last_step) values ($1, $2, 0) on conflict (user_id) do update set key = $2, last_step = 0, confirmed_at = null", [user, _protector.Protect(key)], ct);
        return key;
    }

    /// <summary>Whether the code is right; it is used up. A code that is not confirmed yet only counts when asked so.</summary>
    public async Task<bool> Use(Guid user, string code, bool confirmed, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var known = (await connection.Query(
            $"select key, last_step from access.totp where user_id = $1 and confirmed_at is {(confirmed ? "not " : string.Empty)}null for update",
            r => (Key: r.GetString(0), Last: r.GetInt64(1)), [user], ct)).FirstOrDefault();
        if (known.Key is null || Totp.StepOf(_protector.Unprotect(known.Key), code, clock.Now, known.Last) is not { } step)
        {
            return false;
        }

        await connection.Execute("update access.totp set last_step = $2, confirmed_at = coalesce(confirmed_at, $3) where user_id = $1", [user, step, clock.Now], ct);
        return true;
    }

    public async Task<bool> UseRecovery(Guid user, string code, CancellationToken ct) =>
        await (await unit.Connection(ct)).Execute(
            "update access.recovery_code set used_at = $3 where user_id = $1 and hash = $2 and used_at is null", [user, Secret.Hash(Plain(code)), clock.Now], ct) == 1;

    public async Task<IReadOnlyList<string>> NewRecoveryCodes(Guid user, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var codes = Enumerable.Range(0, Codes).Select(_ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5))).ToList();
        await connection.Execute("delete from access.recovery_code where user_id = $1", [user], ct);
        await connection.Execute("insert into access.recovery_code(hash, user_id) select h, $1 from unnest($2::bytea[]) as h", [user, codes.Select(Secret.Hash).ToArray()], ct);
        return [.. codes.Select(c => $"{c[..5]}-{c[5..]}")];
    }

    public async Task Remove(Guid user, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        await connection.Execute("delete from access.recovery_code where user_id = $1", [user], ct);
        await connection.Execute("delete from access.totp where user_id = $1", [user], ct);
    }

    private static string Plain(string code) => new([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static async Task<bool> Any(NpgsqlConnection connection, string sql, Guid user, CancellationToken ct) => (await connection.Query(sql, r => r.GetInt32(0), [user], ct)).Count > 0;
}

internal sealed class BeginSecondFactorHandler(IUnitOfWork unit, SecondFactors factors, CallContext call) : ICommandHandler<BeginSecondFactor, SecondFactorKey>
{
    public async Task<SecondFactorKey> Handle(BeginSecondFactor request, CancellationToken ct)
    {
        var me = call.Actor.UserId!.Value;
        var email = await (await unit.Context<AccessDb>(ct)).Users.Where(u => u.Id == me).Select(u => u.Email!).SingleAsync(ct);
        var key = await factors.Begin(me, ct);
        unit.Audit(new AuditDraft("access.secondFactorBegun", "user", me, null, null, null));
        return new SecondFactorKey(key, Totp.Address(key, "CrossSell", email));
    }
}

internal sealed class ConfirmSecondFactorHandler(IUnitOfWork unit, SecondFactors factors, CallContext call) : ICommandHandler<ConfirmSecondFactor, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(ConfirmSecondFactor request, CancellationToken ct)
    {
        var me = call.Actor.UserId!.Value;
        if (!await factors.Use(me, request.Code, false, ct))
        {
            throw new InvalidInputException("code", "wrongCode", "This is not the code the app shows now.");
        }

        unit.Audit(new AuditDraft("access.secondFactorOn", "user", me, null, null, null));
        return await factors.NewRecoveryCodes(me, ct);
    }
}

/// <summary>Asks for a code again before something that guards the account is changed; wrong ones count.</summary>
internal sealed class OwnCode(IUnitOfWork unit, SecondFactors factors, Guesses guesses, CallContext call)
{
    public async Task<(Guid Me, bool IsRight)> Check(string code, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var user = await access.Users.SingleAsync(u => u.Id == call.Actor.UserId, ct);
        guesses.Demand(user);
        if (await factors.Use(user.Id, code, true, ct) || await factors.UseRecovery(user.Id, code, ct))
        {
            guesses.Right(user);
            return (user.Id, true);
        }

        guesses.Wrong(user);
        return (user.Id, false);
    }
}

internal sealed class RenewRecoveryCodesHandler(IUnitOfWork unit, OwnCode own, SecondFactors factors) : ICommandHandler<RenewRecoveryCodes, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(RenewRecoveryCodes request, CancellationToken ct)
    {
        var (me, right) = await own.Check(request.Code, ct);
        if (!right)
        {
            return [];
        }

        unit.Audit(new AuditDraft("access.recoveryCodesRenewed", "user", me, null, null, null));
        return await factors.NewRecoveryCodes(me, ct);
    }
}

internal sealed class RemoveSecondFactorHandler(IUnitOfWork unit, OwnCode own, SecondFactors factors) : ICommandHandler<RemoveSecondFactor, bool>
{
    public async Task<bool> Handle(RemoveSecondFactor request, CancellationToken ct)
    {
        var (me, right) = await own.Check(request.Code, ct);
        if (right)
        {
            await factors.Remove(me, ct);
            unit.Audit(new AuditDraft("access.secondFactorOff", "user", me, null, null, null));
        }

        return right;
    }
}

internal sealed class ResetSecondFactorHandler(IUnitOfWork unit, SecondFactors factors) : ICommandHandler<ResetSecondFactor, Done>
{
    public async Task<Done> Handle(ResetSecondFactor request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        if (!await access.Users.AnyAsync(u => u.Id == request.UserId, ct))
        {
            throw new NotFoundException("user", request.UserId);
        }

        await factors.Remove(request.UserId, ct);
        unit.Audit(new AuditDraft("access.secondFactorReset", "user", request.UserId, null, null, null));
        return Done.Instance;
    }
}

internal sealed class CheckSecondFactorHandler(IUnitOfWork unit, SecondFactors factors, Guesses guesses) : ICommandHandler<CheckSecondFactor, SecondFactorAnswer>
{
    public async Task<SecondFactorAnswer> Handle(CheckSecondFactor request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var user = await access.Users.FirstOrDefaultAsync(u => u.Id == request.UserId && u.Active, ct);
        if (user is null || user.SecurityStamp != request.Stamp)
        {
            return new SecondFactorAnswer(SignInResult.WrongPassword, string.Empty);
        }

        if (guesses.IsLocked(user))
        {
            return new SecondFactorAnswer(SignInResult.LockedOut, string.Empty);
        }

        var how = await factors.Use(user.Id, request.Code, true, ct) ? "code" : await factors.UseRecovery(user.Id, request.Code, ct) ? "recovery" : null;
        if (how is null)
        {
            return new SecondFactorAnswer(guesses.Wrong(user) ? SignInResult.LockedOut : SignInResult.WrongPassword, string.Empty);
        }

        guesses.Right(user);
        unit.Audit(new AuditDraft("access.secondFactorUsed", "user", user.Id, null, null, new { how }));
        return new SecondFactorAnswer(SignInResult.SignedIn, how);
    }
}
