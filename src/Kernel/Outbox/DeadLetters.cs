using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Kernel.Outbox;

/// <summary>Messages whose last attempt failed, oldest first; at most 500.</summary>
[Needs(Permission.Operate)]
public sealed record ListDeadLetters : IQuery<IReadOnlyList<DeadLetter>>;

/// <param name="Error">Why the last attempt failed.</param>
public sealed record DeadLetter(Guid Id, string Kind, string Key, DateTimeOffset CreatedAt, int Attempts, string Error);

/// <summary>Lets a dead message try again, with all its attempts before it.</summary>
[Needs(Permission.Operate)]
public sealed record RetryDeadLetter(Guid Id) : ICommand<Done>;

internal sealed class ListDeadLettersHandler(Database database) : IQueryHandler<ListDeadLetters, IReadOnlyList<DeadLetter>>
{
    public async Task<IReadOnlyList<DeadLetter>> Handle(ListDeadLetters request, CancellationToken ct) => await database.Query(
        "select id, kind, key, created_at, attempts, coalesce(last_error, '') from kernel.outbox where dead order by created_at, id limit 500",
        r => new DeadLetter(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetFieldValue<DateTimeOffset>(3), r.GetInt32(4), r.GetString(5)),
        [],
        ct);
}

internal sealed class RetryDeadLetterHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<RetryDeadLetter, Done>
{
    public async Task<Done> Handle(RetryDeadLetter request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var revived = await connection.Query(
            "update kernel.outbox set dead = false, attempts = 0, due_at = $2 where id = $1 and dead returning kind", r => r.GetString(0), [request.Id, clock.Now], ct);
        if (revived.Count == 0)
        {
            throw new NotFoundException("deadLetter", request.Id);
        }

        unit.Audit(new AuditDraft("outbox.retried", "message", request.Id, null, new { dead = true }, new { dead = false, kind = revived[0] }));
        return Done.Instance;
    }
}
