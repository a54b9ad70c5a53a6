using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using FluentValidation;

namespace CrossSell.Offers.Features;

internal sealed class RehearseRuleValidator : AbstractValidator<RehearseRule>
{
    public RehearseRuleValidator() => RuleFor(r => r.MoreThan).InclusiveBetween(1, 20).WithErrorCode("outOfRange");
}

internal sealed class RehearseRuleHandler(Database database, IDispatcher dispatcher, IPeople people, CallContext call, BusinessClock clock) : IQueryHandler<RehearseRule, RuleRehearsal>
{
    private const int AtOnce = 2000;

    public async Task<RuleRehearsal> Handle(RehearseRule request, CancellationToken ct)
    {
        var faults = await dispatcher.Ask(new CheckRule(request.Line, request.Rule), ct);
        if (faults.Count > 0)
        {
            throw new InvalidInputException([.. faults.Select(f => new FieldFault(f.Path, f.Code, f.Message, f.Arguments))]);
        }

        var rehearsal = new Rehearsal(await dispatcher.Ask(new GetCatalog(), ct), request.Line, request.Rule, clock.Today, clock.DateOf, request.MoreThan);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        for (var after = Guid.Empty; ;)
        {
            var ids = await connection.Query(
                $"select c.id from clients.pub_client c where c.id > $1 and {call.Actor.Scope.Sql("c.advisor_id", "$2")} order by c.id limit {AtOnce}",
                r => r.GetGuid(0), [after, call.Actor.Scope.Advisors], ct);
            foreach (var client in (await ClientLoader.LoadMany(connection, [.. ids], ct)).OrderBy(c => c.Client.Id))
            {
                rehearsal.Try(client);
            }

            if (ids.Count < AtOnce)
            {
                break;
            }

            after = ids[^1];
        }

        var names = await people.ById([.. rehearsal.AdvisorIds], ct);
        return rehearsal.Said(names.ToDictionary(n => n.Key, n => n.Value.Name));
    }
}
