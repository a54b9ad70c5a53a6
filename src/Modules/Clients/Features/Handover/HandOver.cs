using CrossSell.Clients.Data;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using FluentValidation;

namespace CrossSell.Clients.Features.Handover;

internal sealed class HandOverValidator : AbstractValidator<HandOver>
{
    private const int MostReceivers = 20;
    private const int Furthest = 730;

    public HandOverValidator(BusinessClock clock)
    {
        RuleFor(h => h.From).NotEmpty().WithErrorCode("required").WithMessage("Required.");
        RuleFor(h => h.To).Must(to => to.Count is > 0 and <= MostReceivers).WithErrorCode("receivers").WithMessage($"Name 1 to {MostReceivers} colleagues.");
        RuleFor(h => h.To).Must((h, to) => !to.Contains(h.From, StringComparer.OrdinalIgnoreCase)).WithErrorCode("handoverToSelf").WithMessage("Clients can't be handed to whom they are taken from.");
        RuleFor(h => h.Clients).Must(c => c is null or { Count: > 0 }).WithErrorCode("required").WithMessage("Name the clients, or leave them out for all.");
        RuleFor(h => h.On).GreaterThanOrEqualTo(_ => clock.Today).WithErrorCode("inPast").WithMessage("The day must be today or later.");
        RuleFor(h => h.On).Must(d => d is null || d <= clock.Today.AddDays(Furthest)).WithErrorCode("tooFar").WithMessage($"The day must be within {Furthest} days.");
        RuleFor(h => h.Until).Must((h, until) => until is null || until >= (h.On ?? clock.Today)).WithErrorCode("beforeFrom").WithMessage("The last day away must not be before the first.");
        RuleFor(h => h.ReadOnlyUntil).Must((h, until) => until is null || until >= (h.On ?? clock.Today)).WithErrorCode("beforeFrom").WithMessage("Must not be before the day of the handover.");
        RuleFor(h => h.Note).MaximumLength(500).WithErrorCode("tooLong");
    }
}

internal sealed class HandOverHandler(IUnitOfWork unit, HandoverBook book, Handovers handovers, IPeople people, CallContext call, BusinessClock clock) : ICommandHandler<HandOver, HandoverView>
{
    public async Task<HandoverView> Handle(HandOver request, CancellationToken ct)
    {
        var from = await Whose(request.From, ct);
        var to = await Receivers(request.To, ct);
        var only = request.Clients?.Distinct().ToArray();
        var connection = await unit.Connection(ct);
        var clients = await HandoverBook.Read(connection, from.Id, only, ct);
        if (only is not null && clients.Count < only.Length)
        {
            throw new InvalidInputException([new FieldFault("clients", "notTheirClients", $"{only.Length - clients.Count} of these are no clients of {from.Name}.", ("count", only.Length - clients.Count), ("name", from.Name))]);
        }

        var all = await book.Count(connection, new WorkOf(from.Id, only) { Introduce = request.Introduce }, ct);
        if (all.Values.Sum() == 0)
        {
            throw new InvalidInputException([new FieldFault("from", "nothingToHandOver", $"{from.Name} has nothing to hand over.", ("name", from.Name))]);
        }

        var row = Row(request, from, to, only);
        if (request.DryRun)
        {
            var split = await book.Divide(clients, row.ToIds, request.Rule ?? HandoverRule.Number, ct);
            return (await handovers.View(row, ct)) with { Counts = all, Shares = await book.Shares(connection, from.Id, split, row.ToIds, request.Introduce, ct), DryRun = true };
        }

        await DemandNoOther(from, ct);
        await connection.Execute(
            """
            insert into clients.handover(id, from_id, to_ids, rule, only_clients, on_day, until_day, read_only_until, note, status, short, kept, by_id, by, created_at, introduce)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, $11, $12, $13, $14)
            """,
            [row.Id, row.FromId, row.ToIds, row.Rule, row.OnlyClients, row.OnDay, row.UntilDay, row.ReadOnlyUntil, row.Note, row.Status, row.ById, row.By, row.CreatedAt, row.Introduce], ct);
        unit.Audit(new AuditDraft("clients.handoverPlanned", "handover", row.Id, null, null, new { from = from.Name, to = to.Select(p => p.Name), request.Rule, row.OnDay, row.UntilDay, row.ReadOnlyUntil, clients = only?.Length, introduce = request.Introduce ? true : (bool?)null }));
        return row.OnDay > clock.Today ? (await handovers.View(row, ct)) with { Counts = all } : await handovers.Apply(row, ct);
    }

    private HandoverRow Row(HandOver request, Person from, IReadOnlyList<Person> to, Guid[]? only) => new()
    {
        Id = Ids.New(clock.Now),
        FromId = from.Id,
        ToIds = [.. to.Select(p => p.Id)],
        Rule = Handovers.Word(request.Rule ?? HandoverRule.Number),
        OnlyClients = only,
        OnDay = request.On ?? clock.Today,
        UntilDay = request.Until,
        ReadOnlyUntil = request.ReadOnlyUntil ?? request.Until,
        Note = request.Note,
        Status = Handovers.Word(HandoverStatus.Planned),
        ById = call.Actor.UserId,
        By = call.Actor.Name,
        CreatedAt = clock.Now,
        Introduce = request.Introduce,
    };

    /// <summary>Two plans for everything of one person would meet on the same clients.</summary>
    private async Task DemandNoOther(Person from, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var other = await connection.Query("select on_day from clients.handover where from_id = $1 and status = 'planned' for update", r => r.GetFieldValue<DateOnly>(0), [from.Id], ct);
        if (other.Count > 0)
        {
            throw new RuleBrokenException("error.handoverPlanned", $"A handover of {from.Name} is planned for {other[0]:yyyy-MM-dd}; call it off first.", ("name", from.Name), ("day", other[0]));
        }
    }

    private async Task<Person> Whose(string email, CancellationToken ct)
    {
        var address = email.Trim().ToLowerInvariant();
        return (await people.ByEmail([address], ct)).GetValueOrDefault(address) is { } person && call.Actor.Scope.Allows(person.Id)
            ? person
            : throw new InvalidInputException("from", "unknownAdvisor", $"There is no advisor {email}.");
    }

    private async Task<IReadOnlyList<Person>> Receivers(IReadOnlyList<string> emails, CancellationToken ct)
    {
        var addresses = emails.Select(e => e.Trim().ToLowerInvariant()).Distinct().ToList();
        var known = await people.ByEmail(addresses, ct);
        var faults = new Faults();
        foreach (var address in addresses)
        {
            if (known.GetValueOrDefault(address) is not { } person || !call.Actor.Scope.Allows(person.Id))
            {
                faults.Add("to", "unknownAdvisor", $"There is no advisor {address}.");
            }
            else if (person.Role is not (Role.Advisor or Role.Manager))
            {
                faults.Add("to", "notAnAdvisor", $"{person.Email} is no advisor.");
            }
        }

        faults.Throw();
        return [.. addresses.Select(a => known[a])];
    }
}
