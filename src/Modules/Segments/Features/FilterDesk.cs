using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Sdk;
using CrossSell.Segments.Data;
using CrossSell.Segments.Domain.Filters;
using CrossSell.Segments.Messages;

namespace CrossSell.Segments.Features;

/// <summary>Reads what people wrote, with the products of the catalog and the segments they see; says it again; makes a condition of it.</summary>
internal sealed class FilterDesk(Database database, IDispatcher dispatcher, CallContext call, BusinessClock clock)
{
    private const int MostSegments = 200;

    public Dialect Language => call.Actor.Language == "en" ? Dialect.English : Dialect.Hungarian;

    /// <summary>A filter in the language, or as a sentence; the segments it names are those the person sees.</summary>
    public async Task<Filter> Read(string? text, string field, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new InvalidInputException(field, "filterEmpty", "Say which clients are meant.");
        }

        var catalog = await Catalog(ct);
        try
        {
            return await Resolve(ReadAs(text, catalog), ct);
        }
        catch (FilterException wrong)
        {
            throw Refused(wrong.Fault, field);
        }
    }

    /// <summary>A segment by id or name, or a filter; nothing for everybody.</summary>
    public async Task<Filter?> Chosen(string? segment, string? filter, CancellationToken ct) =>
        !string.IsNullOrWhiteSpace(segment) ? await Read($"segment {Quoting.Quote(segment.Trim(), await Names(Dialect.Code, ct))}", "segment", ct)
        : !string.IsNullOrWhiteSpace(filter) ? await Read(filter, "filter", ct)
        : null;

    /// <summary>As it is kept: in the language, segments by their ids.</summary>
    public async Task<string> Kept(Filter filter, CancellationToken ct) => FilterText.Write(
        filter.Map(f => f is Filter.Segment { Id: { } id } ? new Filter.Segment(id.ToString(), id) : f), Names(await Catalog(ct), Dialect.Code));

    public async Task<Filter> Unkept(string kept, CancellationToken ct) => Known(FilterText.Read(kept, Names(await Catalog(ct), Dialect.Code)));

    /// <summary>For a person: in the language, and as a sentence in theirs.</summary>
    public async Task<(string Filter, string Sentence)> Say(Filter filter, IReadOnlyDictionary<Guid, string> segments, CancellationToken ct)
    {
        var catalog = await Catalog(ct);
        var named = filter.Map(f => f is Filter.Segment { Id: { } id } ? new Filter.Segment(segments.GetValueOrDefault(id, id.ToString()), id) : f);
        return (FilterText.Write(named, Names(catalog, Dialect.Code)), FilterText.Sentence(named, Names(catalog, Language)));
    }

    public async Task<IReadOnlyDictionary<Guid, string>> NamesOf(IEnumerable<Filter> filters, CancellationToken ct)
    {
        var ids = filters.SelectMany(Uses).Distinct().ToArray();
        return ids.Length == 0 ? new Dictionary<Guid, string>()
            : (await database.Query("select id, name from segments.segment where id = any($1)", r => (r.GetGuid(0), r.GetString(1)), [ids], ct)).ToDictionary();
    }

    /// <summary>The filter with everything its meaning depends on today.</summary>
    public async Task<FilterWorld> World(Filter? filter, CancellationToken ct)
    {
        var catalog = await Catalog(ct);
        var products = catalog.Retired.Concat(catalog.Products).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => Product(g.Last().Value, catalog));
        return new FilterWorld(clock.Today, TimeZoneInfo.FindSystemTimeZoneById(clock.Zone), products, await Meanings(filter is null ? [] : [.. Uses(filter)], ct));
    }

    public async Task<ClientCondition> Condition(Filter filter, CancellationToken ct)
    {
        var world = await World(filter, ct);
        return parameter => new FilterSql(world, parameter, ClientCounter.IsFew(call.Actor.Scope)).Of(filter);
    }

    public static IEnumerable<Guid> Uses(Filter filter) => filter.Self().OfType<Filter.Segment>().Select(s => s.Id).OfType<Guid>();

    /// <summary>The segments that these stand on, however far down.</summary>
    public async Task<IReadOnlyDictionary<Guid, Filter>> Meanings(Guid[] ids, CancellationToken ct)
    {
        if (ids.Length == 0)
        {
            return new Dictionary<Guid, Filter>();
        }

        var rows = await database.Query(
            $"""
            with recursive used as (
              select s.id, s.filter, s.uses from segments.segment s where s.id = any($1)
              union
              select s.id, s.filter, s.uses from used u join segments.segment s on s.id = any(u.uses)
            )
            select id, filter from used limit {MostSegments}
            """,
            r => (Id: r.GetGuid(0), Filter: r.GetString(1)),
            [ids],
            ct);
        var catalog = await Catalog(ct);
        var names = Names(catalog, Dialect.Code);
        return rows.ToDictionary(r => r.Id, r => Known(FilterText.Read(r.Filter, names)));
    }

    public async Task<FilterNames> Names(Dialect dialect, CancellationToken ct) => Names(await Catalog(ct), dialect);

    public static InvalidInputException Refused(FilterFault fault, string field) => new(
        [new FieldFault(field, fault.Code, $"{fault.Message}{(fault.Hint is null ? null : $" Did you mean {fault.Hint}?")} (At character {fault.Position + 1}.)",
            [.. fault.Arguments, ("position", fault.Position), ("length", fault.Length), ("hint", fault.Hint), ("at", fault.Position + 1)])]);

    private Task<CatalogSnapshot> Catalog(CancellationToken ct) => dispatcher.Ask(new GetCatalog(), ct);

    /// <summary>The language first, then the sentence of the person's language, then the other's. The fault is of the one that got furthest.</summary>
    private Filter ReadAs(string text, CatalogSnapshot catalog)
    {
        FilterFault? furthest = null;
        foreach (var dialect in new[] { Dialect.Code, Language, Language == Dialect.English ? Dialect.Hungarian : Dialect.English })
        {
            try
            {
                return FilterText.Read(text, Names(catalog, dialect));
            }
            catch (FilterException wrong)
            {
                furthest = furthest is null || wrong.Fault.Position > furthest.Position ? wrong.Fault : furthest;
            }
        }

        throw new FilterException(furthest!);
    }

    private async Task<Filter> Resolve(Filter filter, CancellationToken ct)
    {
        var named = filter.Self().OfType<Filter.Segment>().Select(s => s.Name).Distinct().ToArray();
        if (named.Length == 0)
        {
            return filter;
        }

        var seen = (await database.Query(
            $"select s.name, s.id, s.owner_id = $1 from segments.segment s where {SegmentTable.Seen} and (s.name = any($2) or s.id::text = any($2)) order by 3",
            r => (Name: r.GetString(0), Id: r.GetGuid(1)),
            [call.Actor.UserId ?? Guid.Empty, named],
            ct)).SelectMany(s => new[] { (Key: s.Name, s.Id), (Key: s.Id.ToString(), s.Id) }).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Last().Id);
        return filter.Map(f => f is not Filter.Segment segment ? f
            : seen.TryGetValue(segment.Name, out var id) ? segment with { Id = id }
            : throw new FilterException(new FilterFault(0, 0, "filterUnknownSegment", $"You see no segment {segment.Name}.", null, ("segment", segment.Name))));
    }

    private static Filter Known(Filter kept) => kept.Map(f => f is Filter.Segment segment ? segment with { Id = Guid.Parse(segment.Name) } : f);

    private static FilterNames Names(CatalogSnapshot catalog, Dialect dialect)
    {
        var known = catalog.Retired.Concat(catalog.Products).GroupBy(p => p.Key).Select(g => g.Last().Value).ToList();
        if (dialect == Dialect.Code)
        {
            return new FilterNames(dialect, known.Select(p => p.Code), []);
        }

        var language = dialect == Dialect.English ? "en" : "hu";
        return new FilterNames(
            dialect, known.Select(p => p.Code),
            [.. known.Select(p => (p.Code, p.Definition.Name.In(language))), .. known.GroupBy(p => p.Line).Select(g => ($"{g.Key}/*", g.First().LineName.In(language)))]);
    }

    private static FilterProduct Product(CatalogProduct product, CatalogSnapshot catalog)
    {
        var d = product.Definition;
        return new FilterProduct(
            product.Code, d.Term is { Renews: Renewal.Automatically, Months: > 0 } term ? term.Months : null, catalog.Product(product.Code) is not null, d.CooldownDays,
            d.Eligible?.MinAge, d.Eligible?.MaxAge, d.Eligible?.Kind, [.. d.SeasonMonths]);
    }
}

internal sealed class ClientSegments(FilterDesk desk, Database database, CallContext call) : IClientSegments
{
    public async Task<ClientCondition> Condition(string segment, CancellationToken ct)
    {
        var found = await database.Query(
            $"select s.filter, s.owner_id = $1 from segments.segment s where {SegmentTable.Seen} and (s.name = $2 or s.id::text = $2) order by 2 desc",
            r => r.GetString(0),
            [call.Actor.UserId ?? Guid.Empty, segment.Trim()],
            ct);
        return await desk.Condition(await desk.Unkept(found.FirstOrDefault() ?? throw new NotFoundException("segment", segment), ct), ct);
    }
}
