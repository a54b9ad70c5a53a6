using CrossSell.Access.Data;
using CrossSell.Access.Domain;
using CrossSell.Access.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Access.Features.Account;

internal sealed class StartSessionHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<StartSession, SessionStarted>
{
    private const int LongestAgent = 300;

    public async Task<SessionStarted> Handle(StartSession request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var user = await access.Users.SingleAsync(u => u.Id == request.UserId && u.Active, ct);
        var session = new SessionRow
        {
            Id = Ids.New(clock.Now),
            UserId = user.Id,
            How = request.How,
            Agent = request.Agent.Length > LongestAgent ? request.Agent[..LongestAgent] : request.Agent,
            Address = request.Address,
            CreatedAt = clock.Now,
            SeenAt = clock.Now,
        };
        access.Add(session);
        unit.Audit(new AuditDraft("access.sessionStarted", "user", user.Id, null, null, new { session.How }));
        return new SessionStarted(session.Id, user.Id, user.SecurityStamp!);
    }
}

internal sealed class ListSessionsHandler(Database database, CallContext call) : IQueryHandler<ListSessions, IReadOnlyList<SessionItem>>
{
    public async Task<IReadOnlyList<SessionItem>> Handle(ListSessions request, CancellationToken ct) => await database.Query(
        "select id, how, agent, address, created_at, seen_at from access.session where user_id = $1 and ended_at is null order by (id = $2) desc, seen_at desc, id",
        r => new SessionItem(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4), r.GetFieldValue<DateTimeOffset>(5), r.GetGuid(0) == request.Current),
        [call.Actor.UserId, request.Current ?? Guid.Empty], ct);
}

internal sealed class EndSessionHandler(IUnitOfWork unit, ActorCache actors, CallContext call, BusinessClock clock) : ICommandHandler<EndSession, Done>
{
    public async Task<Done> Handle(EndSession request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var ended = await connection.Execute(
            "update access.session set ended_at = coalesce(ended_at, $3) where id = $1 and user_id = $2", [request.SessionId, call.Actor.UserId, clock.Now], ct);
        if (ended == 0)
        {
            throw new NotFoundException("session", request.SessionId);
        }

        unit.Audit(new AuditDraft("access.sessionEnded", "user", call.Actor.UserId!.Value, null, null, null));
        unit.AfterCommit(actors.Forget);
        return Done.Instance;
    }
}

internal sealed class EndOtherSessionsHandler(IUnitOfWork unit, ActorCache actors, CallContext call, BusinessClock clock) : ICommandHandler<EndOtherSessions, int>
{
    public async Task<int> Handle(EndOtherSessions request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var ended = await connection.Execute(
            "update access.session set ended_at = $3 where user_id = $1 and id <> $2 and ended_at is null", [call.Actor.UserId, request.Current ?? Guid.Empty, clock.Now], ct);
        if (ended > 0)
        {
            unit.Audit(new AuditDraft("access.sessionsEnded", "user", call.Actor.UserId!.Value, null, null, new { count = ended }));
            unit.AfterCommit(actors.Forget);
        }

        return ended;
    }
}

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator() =>
        RuleFor(p => p.New).MinimumLength(10).WithErrorCode("passwordShort").WithMessage("A password has at least 10 characters.").OverridePropertyName("password");
}

internal sealed class ChangePasswordHandler(IUnitOfWork unit, IPasswordHasher<User> hasher, Guesses guesses, ActorCache actors, CallContext call, BusinessClock clock) : ICommandHandler<ChangePassword, SessionStarted?>
{
    public async Task<SessionStarted?> Handle(ChangePassword request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var user = await access.Users.SingleAsync(u => u.Id == call.Actor.UserId, ct);
        guesses.Demand(user);
        if (user.PasswordHash is { } hash && hasher.VerifyHashedPassword(user, hash, request.Old) == PasswordVerificationResult.Failed)
        {
            // The guess has to count although the command changes nothing else.
            guesses.Wrong(user);
            return null;
        }

        guesses.Right(user);
        user.PasswordHash = hasher.HashPassword(user, request.New);
        user.SecurityStamp = Secret.New("s");
        var connection = await unit.Connection(ct);
        await connection.Execute("update access.session set ended_at = $3 where user_id = $1 and id <> $2 and ended_at is null", [user.Id, request.Current ?? Guid.Empty, clock.Now], ct);
        unit.Audit(new AuditDraft("access.passwordSet", "user", user.Id, null, null, null));
        unit.AfterCommit(actors.Forget);
        return new SessionStarted(request.Current ?? Guid.Empty, user.Id, user.SecurityStamp);
    }
}
