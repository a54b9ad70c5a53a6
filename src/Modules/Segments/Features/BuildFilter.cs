using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Segments.Domain.Filters;
using CrossSell.Segments.Messages;

namespace CrossSell.Segments.Features;

internal sealed class TakeFilterApartHandler(FilterDesk desk) : IQueryHandler<TakeFilterApart, FilterPart?>
{
    public async Task<FilterPart?> Handle(TakeFilterApart request, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Filter))
        {
            return null;
        }

        var filter = await desk.Read(request.Filter, "filter", ct);
        var segments = await desk.NamesOf([filter], ct);
        var code = await desk.Names(Dialect.Code, ct);
        return Part(filter.Map(f => f is Filter.Segment { Id: { } id } ? new Filter.Segment(segments.GetValueOrDefault(id, id.ToString()), id) : f), code);
    }

    private static FilterPart Part(Filter filter, FilterNames code) => filter switch
    {
        Filter.All all => new FilterPart("all", [], [.. all.Parts.Select(p => Part(p, code))]),
        Filter.Any any => new FilterPart("any", [], [.. any.Parts.Select(p => Part(p, code))]),
        Filter.Not not => new FilterPart("not", [], [Part(not.Part, code)]),
        _ => new FilterPart(FilterBuilder.KindOf(filter)!, FilterBuilder.ValuesOf(filter, code), []),
    };
}

internal sealed class PutFilterTogetherHandler(FilterDesk desk) : IQueryHandler<PutFilterTogether, string>
{
    private const int Deepest = 12;

    public async Task<string> Handle(PutFilterTogether request, CancellationToken ct)
    {
        var code = await desk.Names(Dialect.Code, ct);
        var faults = new Faults();
        var filter = Filter(request.Part, "part", 0, code, faults);
        faults.Throw();
        return FilterText.Write(filter!, code);
    }

    private static Filter? Filter(FilterPart part, string path, int depth, FilterNames code, Faults faults)
    {
        if (depth > Deepest)
        {
            faults.Add(path, "filterTooDeep", "Brackets are nested too deep.");
            return null;
        }

        var inner = (part.Parts ?? []).Select((p, i) => Filter(p, $"{path}.{i}", depth + 1, code, faults)).ToList();
        if (inner.Any(p => p is null))
        {
            return null;
        }

        switch (part.Kind)
        {
            case "all" or "any" when inner.Count == 0:
                faults.Add(path, "filterEmpty", "Say which clients are meant.");
                return null;
            case "all" or "any" when inner.Count == 1:
                return inner[0];
            case "all":
                return new Filter.All(new FilterParts(inner!));
            case "any":
                return new Filter.Any(new FilterParts(inner!));
            case "not" when inner.Count == 1:
                return new Filter.Not(inner[0]!);
            default:
                return Condition(part, path, code, faults);
        }
    }

    private static Filter? Condition(FilterPart part, string path, FilterNames code, Faults faults)
    {
        try
        {
            return FilterBuilder.Condition(part.Kind ?? string.Empty, part.Values ?? [], code);
        }
        catch (FilterValueException wrong)
        {
            faults.Add($"{path}.v{wrong.At}", wrong.Fault.Code, wrong.Fault.Message, wrong.Fault.Arguments);
        }
        catch (FilterException wrong)
        {
            faults.Add(path, wrong.Fault.Code, wrong.Fault.Message, wrong.Fault.Arguments);
        }

        return null;
    }
}

internal sealed class ListFilterKindsHandler(FilterDesk desk, BusinessClock clock) : IQueryHandler<ListFilterKinds, IReadOnlyList<FilterKind>>
{
    public async Task<IReadOnlyList<FilterKind>> Handle(ListFilterKinds request, CancellationToken ct)
    {
        var code = await desk.Names(Dialect.Code, ct);
        return [.. Phrases.All.Select(p => new FilterKind(p.Kind, FilterBuilder.PlacesOf(p), FilterBuilder.Example(p, code, clock.Today)))];
    }
}
