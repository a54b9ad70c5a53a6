using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;
using Npgsql;

namespace CrossSell.Offers.Features;

/// <summary>Reads the portfolio as one snapshot, learns each line from it outside of any transaction, then keeps what came out as new versions.</summary>
internal sealed class LearnSuggestionsHandler(IUnitOfWork unit, Database database, IDispatcher dispatcher, LearnedModels models, BusinessClock clock)
    : ICommandHandler<LearnSuggestions, IReadOnlyList<ModelVersion>>
{
    private const long OneAtATime = 7_215_003;

    public async Task<IReadOnlyList<ModelVersion>> Handle(LearnSuggestions request, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var (holdings, stamp) = await Read(catalog, request.OnlyIfChanged, ct);
        if (holdings is null)
        {
            return await dispatcher.Ask(new ListModels(Limit: catalog.Products.Count), ct);
        }

        var places = holdings.Products.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i);
        var lines = catalog.Products.Values.GroupBy(p => p.Line).OrderBy(l => l.Key, StringComparer.Ordinal).ToList();
        var learned = lines.Select(line => (Line: line.Key, Learner: Learner(line.Key, [.. line.Select(p => p.Code)], holdings, places, catalog))).Select(l => (l.Line, l.Learner, Model: l.Learner.Learn())).ToList();
        await Keep(learned, catalog, stamp, ct);
        unit.AfterCommit(models.Forget);
        return await Kept(await unit.Connection(ct), learned.Count, ct);
    }

    private async Task<(Holdings? Holdings, string Stamp)> Read(CatalogSnapshot catalog, bool onlyIfChanged, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var reader = new HoldingsReader(connection, catalog, clock.Today);
        var stamp = await reader.Stamp(ct);
        var newest = onlyIfChanged
            ? await connection.Query("select distinct on (line) line, stamp from offers.model order by line, version desc", r => (Line: r.GetString(0), Stamp: r.GetString(1)), [], ct)
            : [];
        var lines = catalog.Products.Values.Select(p => p.Line).Distinct().ToList();
        return onlyIfChanged && lines.TrueForAll(line => newest.Contains((line, stamp))) ? (null, stamp) : (await reader.Read(ct), stamp);
    }

    private LineLearner Learner(string line, IReadOnlyList<string> products, Holdings holdings, Dictionary<string, int> places, CatalogSnapshot catalog)
    {
        var allowed = catalog.Attributes.GetValueOrDefault(line);
        var traits = Enumerable.Range(0, holdings.Traits.Count)
            .Where(i => allowed is null || !holdings.Traits[i].Name.StartsWith(TraitShape.Attribute, StringComparison.Ordinal) || allowed.Contains(holdings.Traits[i].Name[TraitShape.Attribute.Length..])).ToList();
        return new LineLearner(line, holdings, [.. products.Where(places.ContainsKey).Select(p => places[p]).Order()], traits, Learned.Hints(line, catalog, places), clock.Today);
    }

    private async Task Keep(List<(string Line, LineLearner Learner, LineModel? Model)> learned, CatalogSnapshot catalog, string stamp, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        await connection.Execute("select pg_advisory_xact_lock($1)", [OneAtATime], ct);
        var now = clock.Now;
        var versions = (await connection.Query("select line, max(version) from offers.model group by line", r => (r.GetString(0), r.GetInt32(1)), [], ct)).ToDictionary();
        foreach (var (line, learner, model) in learned)
        {
            var version = versions.GetValueOrDefault(line) + 1;
            var tried = model is null ? [] : model.Replay.Tried.Select(Said).ToList();
            await connection.Execute(
                """
                insert into offers.model(line, version, kind, learned_at, line_version, stamp, contracts, clients, lessons, from_day, until_day, by_time, tried, body, calibration)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                """,
                [
                    line, version, model?.Kind ?? "rules", now, catalog.VersionOf(line), stamp, learner.Contracts, learner.Clients, model?.Replay.Lessons ?? 0,
                    model?.Replay.From, model?.Replay.Until, model?.Replay.ByTime ?? false, Json.Of(tried), model is null ? Array.Empty<byte>() : ModelFile.Write(model),
                    model is null ? new Json(null) : await Answered(connection, line, ct),
                ],
                ct);
            unit.Audit(new AuditDraft("offers.learned", "model", Ids.New(now), null, null, new { line, version, kind = model?.Kind ?? "rules", learner.Contracts, learner.Clients, best = tried.FirstOrDefault() }));
        }
    }

    /// <summary>The chance said when the offer was opened, and what the client answered. Whether the curve holds is seen on the offers that are answered after it: their chances stand with them.</summary>
    private static async Task<Json> Answered(NpgsqlConnection connection, string line, CancellationToken ct)
    {
        var answered = await connection.Query(
            """
            select (evidence->>'raw')::float8, status = 'accepted' from offers.offer
            where product like $1 || '/%' and status in ('accepted', 'rejected') and evidence->>'raw' is not null order by closed_at
            """,
            r => (r.GetDouble(0), r.GetBoolean(1)), [line], ct);
        return Calibration.Fit(answered) is { } curve ? Json.Of(curve) : new Json(null);
    }

    private static TriedWay Said(Tried tried) => new(
        tried.Kind, tried.Traits, tried.Setting, Math.Round(tried.Rates.At1, 4), Math.Round(tried.Rates.At3, 4), Math.Round(tried.Rates.At5, 4), Math.Round(tried.Rates.Reciprocal, 4), tried.Rates.Lessons);

    private static Task<List<ModelVersion>> Kept(NpgsqlConnection connection, int most, CancellationToken ct) => connection.Query($"{ModelSql.Select} order by m.learned_at desc, m.line limit $1", ModelSql.Read, [most], ct);
}

internal sealed class ListModelsHandler(Database database) : IQueryHandler<ListModels, IReadOnlyList<ModelVersion>>
{
    public async Task<IReadOnlyList<ModelVersion>> Handle(ListModels request, CancellationToken ct) => await database.Query(
        $"{ModelSql.Select} where $2::text is null or m.line = $2 order by m.learned_at desc, m.line limit $1", ModelSql.Read, [Math.Clamp(request.Limit, 1, 200), request.Line], ct);
}

internal static class ModelSql
{
    public const string Select =
        """
        select m.line, m.version, m.kind, m.learned_at, m.line_version, m.contracts, m.clients, m.lessons, m.from_day, m.until_day, m.by_time, m.tried::text,
               not exists (select 1 from offers.model n where n.line = m.line and n.version > m.version)
        from offers.model m
        """;

    public static ModelVersion Read(NpgsqlDataReader r) => new(
        r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetFieldValue<DateTimeOffset>(3), r.GetString(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7), r.Maybe<DateOnly>(8), r.Maybe<DateOnly>(9),
        r.GetBoolean(10), JsonText.Read<List<TriedWay>>(r.GetString(11)), r.GetBoolean(12));
}
