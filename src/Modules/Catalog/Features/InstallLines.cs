using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Catalog.Features;

/// <summary>A line with faults is stored as such and leaves the others running; one whose folder is gone is switched off, its products stay named.</summary>
internal sealed class InstallLinesHandler(IUnitOfWork unit, CatalogCache cache, FollowUpTables followUps, BusinessClock clock) : ICommandHandler<InstallLines, IReadOnlyList<LineStatus>>
{
    public async Task<IReadOnlyList<LineStatus>> Handle(InstallLines request, CancellationToken ct)
    {
        if (!Directory.Exists(request.Folder))
        {
            throw new InvalidInputException("folder", "missing", $"There is no product-line folder {request.Folder}.");
        }

        var readings = LineFolder.In(request.Folder).Select(LineReader.Read).ToList();
        var together = CatalogCheck.Run(readings);
        var connection = await unit.Connection(ct);
        var stored = (await connection.Query("select code, body::text, processes::text, problems::text, active from catalog.line", Stored, [], ct)).ToDictionary(l => l.Code);
        var statuses = readings.Select(r => Status(r, together)).ToList();
        foreach (var (reading, status) in readings.Zip(statuses))
        {
            await Store(connection, reading, status, stored.GetValueOrDefault(status.Code), ct);
        }

        await SwitchOff(connection, [.. stored.Values.Where(s => s.Active && statuses.All(x => x.Code != s.Code)).Select(s => s.Code)], ct);
        cache.Templates = [.. readings.Zip(statuses).Where(x => x.Second.Active).SelectMany(x => Templates(x.First)), .. HouseTemplates(request.HouseTemplates)];
        foreach (var line in readings.Zip(statuses).Where(x => x.Second.Active).Select(x => x.First.Line!))
        {
            await followUps.Follow(connection, line, ct);
        }

        cache.Forget();
        unit.AfterCommit(cache.Forget);
        return statuses;
    }

    private static LineStatus Status(LineReading reading, CatalogFindings together)
    {
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(reading.Folder));
        var mine = together.Faults.Where(f => f.File.StartsWith(folder + "/", StringComparison.Ordinal)).ToList();
        var problems = reading.Faults.Concat(mine).Select(f => Problem(f, false))
            .Concat(together.Warnings.Where(f => f.File.StartsWith(folder + "/", StringComparison.Ordinal)).Select(f => Problem(f, true))).ToList();
        return new LineStatus(
            reading.Line is null || mine.Count > 0 ? folder : reading.Line.Line, reading.Line?.Version, reading.Line?.Name, reading.Line is not null && mine.Count == 0, problems,
            reading.Line?.Products.Count ?? 0, reading.Line?.Rules.Count ?? 0);
    }

    private static LineProblem Problem(LineFault fault, bool warning) => new(fault.File, fault.Pointer, fault.Message, fault.Hint, warning);

    private async Task Store(NpgsqlConnection connection, LineReading reading, LineStatus status, StoredLine? before, CancellationToken ct)
    {
        var body = status.Active ? JsonText.Write(reading.Line) : null;
        var processes = JsonText.Write(status.Active ? reading.Processes : []);
        var problems = JsonText.Write(status.Problems);
        if (before is not null && before.Active == status.Active && Same(before.Body, body) && Same(before.Processes, processes) && Same(before.Problems, problems))
        {
            return;
        }

        await connection.Execute(
            """
            insert into catalog.line(code, version, body, processes, problems, active, installed_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (code) do update set version = excluded.version, body = excluded.body, processes = excluded.processes, problems = excluded.problems,
              active = excluded.active, installed_at = excluded.installed_at
            """,
            [status.Code, status.Version, new Json(body), new Json(processes), new Json(problems), status.Active, clock.Now],
            ct);
        await connection.Execute("update catalog.product set active = false where line = $1", [status.Code], ct);
        foreach (var product in status.Active ? reading.Line!.Products : [])
        {
            await Store(connection, reading.Line!, product, ct);
        }

        unit.Audit(new AuditDraft("catalog.installed", "line", Ids.New(clock.Now), null, null, new { status.Code, status.Version, status.Active, Problems = status.Problems.Count }));
    }

    private static Task<int> Store(NpgsqlConnection connection, LineDefinition line, ProductDefinition p, CancellationToken ct) => connection.Execute(
        """
        insert into catalog.product(code, line, notice_days, term_months, renews, lead_days, cooldown_days, season, active) values ($1, $2, $3, $4, $5, $6, $7, $8, true)
        on conflict (code) do update set line = excluded.line, notice_days = excluded.notice_days, term_months = excluded.term_months, renews = excluded.renews,
          lead_days = excluded.lead_days, cooldown_days = excluded.cooldown_days, season = excluded.season, active = true
        """,
        [line.AddressOf(p), line.Line, p.Term?.NoticeDays, p.Term?.Months, p.Term?.Renews == Renewal.Automatically, p.Contact.DaysBeforeNotice, p.CooldownDays, p.SeasonMonths.ToArray()],
        ct);

    private async Task SwitchOff(NpgsqlConnection connection, string[] codes, CancellationToken ct)
    {
        if (codes.Length == 0)
        {
            return;
        }

        await connection.Execute("update catalog.line set active = false where code = any($1)", [codes], ct);
        await connection.Execute("update catalog.product set active = false where line = any($1)", [codes], ct);
        unit.Audit([.. codes.Select(code => new AuditDraft("catalog.removed", "line", Ids.New(clock.Now), null, new { code }, null))]);
    }

    private static IEnumerable<LineTemplate> Templates(LineReading reading) =>
        reading.Templates.Select(t => new LineTemplate(reading.Line!.Line, t.Key, t.Language, Path.GetFileName(t.File), t.Content));

    private static IEnumerable<LineTemplate> HouseTemplates(string? folder) => folder is null || !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, "*.docx").Order(StringComparer.Ordinal)
            .Select(file => (File: file, Parts: Path.GetFileNameWithoutExtension(file).Split('.')))
            .Where(f => f.Parts is [_, "hu" or "en"])
            .Select(f => new LineTemplate(null, f.Parts[0], f.Parts[1], Path.GetFileName(f.File), File.ReadAllBytes(f.File)));

    private static bool Same(string? stored, string? fresh) =>
        stored is null || fresh is null
            ? stored == fresh
            : System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(stored), System.Text.Json.Nodes.JsonNode.Parse(fresh));

    private static StoredLine Stored(NpgsqlDataReader r) => new(r.GetString(0), r.MaybeText(1), r.GetString(2), r.GetString(3), r.GetBoolean(4));

    private sealed record StoredLine(string Code, string? Body, string Processes, string Problems, bool Active);
}

internal sealed class ListLinesHandler(Database database) : IQueryHandler<ListLines, IReadOnlyList<LineStatus>>
{
    public async Task<IReadOnlyList<LineStatus>> Handle(ListLines request, CancellationToken ct) => await database.Query(
        "select code, version, body, problems, active from catalog.line order by code",
        r =>
        {
            var line = r.IsDBNull(2) ? null : JsonText.Read<LineDefinition>(r.GetString(2));
            return new LineStatus(
                r.GetString(0), r.MaybeText(1), line?.Name, r.GetBoolean(4), JsonText.Read<List<LineProblem>>(r.GetString(3)), line?.Products.Count ?? 0, line?.Rules.Count ?? 0);
        },
        [],
        ct);
}
