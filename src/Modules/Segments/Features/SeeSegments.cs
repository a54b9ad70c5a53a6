using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Segments.Data;
using CrossSell.Segments.Domain.Filters;
using CrossSell.Segments.Messages;
using FluentValidation;

namespace CrossSell.Segments.Features;

internal sealed class GetSegmentHandler(Database database, FilterDesk desk, SegmentViews views, CallContext call) : IQueryHandler<GetSegment, SegmentView>
{
    public async Task<SegmentView> Handle(GetSegment request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var kept = await SegmentTable.Demand(connection, call.Actor.UserId ?? Guid.Empty, request.SegmentId, false, ct);
        return await views.Of(kept, await desk.Unkept(kept.Filter, ct), ct);
    }
}

internal sealed class ListSegmentsHandler(Database database, SegmentViews views, CallContext call) : IQueryHandler<ListSegments, IReadOnlyList<SegmentView>>
{
    public async Task<IReadOnlyList<SegmentView>> Handle(ListSegments request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return call.Actor.UserId is { } user ? await views.Of(await SegmentTable.All(connection, user, ct), ct) : [];
    }
}

internal sealed class ListSegmentClientsHandler(IDispatcher dispatcher) : IQueryHandler<ListSegmentClients, Page<ClientRow>>
{
    public Task<Page<ClientRow>> Handle(ListSegmentClients request, CancellationToken ct) =>
        dispatcher.Ask(new ListClientRows(new ClientFilter(Segment: request.SegmentId.ToString()), null, request.After, request.Limit), ct);
}

internal sealed class TryFilterValidator : AbstractValidator<TryFilter>
{
    public TryFilterValidator() => RuleFor(t => t.Sample).InclusiveBetween(0, 50).WithErrorCode("outOfRange");
}

internal sealed class TryFilterHandler(Database database, FilterDesk desk, ClientCounter counter, CallContext call) : IQueryHandler<TryFilter, FilterTrial>
{
    public async Task<FilterTrial> Handle(TryFilter request, CancellationToken ct)
    {
        var filter = await desk.Read(request.Filter, "filter", ct);
        var (text, sentence) = await desk.Say(filter, await desk.NamesOf([filter], ct), ct);
        var condition = await desk.Condition(filter, ct);
        var scope = call.Actor.Scope;
        var count = await counter.Count(condition, scope, ct);
        return new FilterTrial(text, sentence, count, await counter.Count(_ => "true", scope, ct), count == 0 || request.Sample == 0 ? [] : await Sample(condition, scope, request.Sample, ct));
    }

    private async Task<List<ClientItem>> Sample(ClientCondition condition, ClientScope scope, int most, CancellationToken ct)
    {
        var filter = ClientCounter.Of(condition, scope);
        return await database.Query(
            $"""
            select c.id, c.external_id, c.kind, c.name, c.phone, c.email, c.city, coalesce(u.email, ''), c.advisor_id, c.do_not_contact
            from clients.pub_client c left join access.pub_user u on u.id = c.advisor_id where {filter.Sql} order by c.name, c.id limit {filter.Parameter(most)}
            """,
            r => new ClientItem(r.GetGuid(0), r.MaybeText(1), r.GetString(2), r.GetString(3), r.MaybeText(4), r.MaybeText(5), r.MaybeText(6), r.GetString(7), r.GetGuid(8), r.GetBoolean(9)),
            filter.Values,
            ct);
    }
}

internal sealed class SegmentsOfClientHandler(Database database, FilterDesk desk, SegmentViews views, ClientFactsReader facts, CallContext call) : IQueryHandler<SegmentsOfClient, IReadOnlyList<SegmentView>>
{
    public async Task<IReadOnlyList<SegmentView>> Handle(SegmentsOfClient request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        if (call.Actor.UserId is not { } user || await SegmentTable.All(connection, user, ct) is not { Count: > 0 } all)
        {
            return [];
        }

        var client = (await facts.Of([request.ClientId], ct)).FirstOrDefault() ?? throw new NotFoundException("client", request.ClientId);
        var meant = new List<KeptSegment>();
        foreach (var segment in all)
        {
            var filter = await desk.Unkept(segment.Filter, ct);
            if (new Evaluation(await desk.World(filter, ct)).Means(filter, client))
            {
                meant.Add(segment);
            }
        }

        return await views.Of(meant, ct);
    }
}
