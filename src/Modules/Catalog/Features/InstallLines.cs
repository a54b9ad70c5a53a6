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

/// <summary>A line with faults leaves the others running, and what it said before in force; one whose folder is gone is switched off, its products stay named.</summary>
internal sealed class InstallLinesHandler(IUnitOfWork unit, CatalogCache cache, FollowUpTables followUps, LineInspector inspector, BusinessClock clock)
    : ICommandHandler<InstallLines, IReadOnlyList<LineStatus>>
{
    public async Task<IReadOnlyList<LineStatus>> Handle(InstallLines request, CancellationToken ct)
    {
        if (!Directory.Exists(request.Folder))
        {
            throw new InvalidInputException("folder", "missing", $"There is no product-line folder {request.Folder}.");
        }

        cache.Folders = request;
        var connection = await unit.Connection(ct);
        var stored = await StoredLines.All(connection, ct);
        var found = inspector.Look(request.Folder, stored);
        foreach (var line in found)
        {
            await Store(connection, line, ct);
        }

        await SwitchOff(connection, [.. stored.Where(s => s.Folder is not null && found.All(f => f.Code != s.Code)).Select(s => s.Code)], ct);
        cache.Templates = [.. found.SelectMany(f => f.Templates(cache.Templates)), .. HouseTemplates(request.HouseTemplates)];
        foreach (var line in found.Where(f => f.InForce is not null))
        {
            await followUps.Follow(connection, line.InForce!, ct);
        }

        cache.Forget();
        unit.AfterCommit(cache.Forget);
        return [.. (await StoredLines.All(connection, ct)).Where(s => s.Folder is not null).Select(inspector.StatusOf)];
    }

    private async Task Store(NpgsqlConnection connection, LineFound found, CancellationToken ct)
    {
        var body = found.InForce is null ? null : JsonText.Write(found.InForce);
        var processes = JsonText.Write(found.Processes);
        var problems = JsonText.Write(found.Problems);
        var active = body is not null && found.Before?.SwitchedOff != true;
        if (found.Before is { } before && before.Active == active && before.Folder == found.Folder && Same(before.Body, body) && Same(before.Processes, processes) && Same(before.Problems, problems))
        {
            return;
        }

        await connection.Execute(
            """
            insert into catalog.line(code, version, body, processes, problems, active, installed_at, folder, switched_off) values ($1, $2, $3, $4, $5, $6, $7, $8, false)
            on conflict (code) do update set version = excluded.version, body = excluded.body, processes = excluded.processes, problems = excluded.problems,
              active = excluded.active, installed_at = excluded.installed_at, folder = excluded.folder
            """,
            [found.Code, found.InForce?.Version, new Json(body), new Json(processes), new Json(problems), active, clock.Now, found.Folder],
            ct);
        await connection.Execute("update catalog.product set active = false where line = $1", [found.Code], ct);
        foreach (var product in found.InForce?.Products ?? [])
        {
            await Store(connection, found.InForce!, product, active, ct);
        }

        if (found.InForce is not null)
        {
            await Remember(connection, found.InForce, body!, ct);
        }

        unit.Audit(new AuditDraft(
            "catalog.installed", "line", Ids.New(clock.Now), null, found.Before is null ? null : new { found.Before.Code, found.Before.Version, found.Before.Active },
            new { found.Code, found.InForce?.Version, active, Problems = found.Problems.Count }));
    }

    /// <summary>What was made with a version of a line can be read by it for ever.</summary>
    private Task<int> Remember(NpgsqlConnection connection, LineDefinition line, string body, CancellationToken ct) => connection.Execute(
        """
        insert into catalog.line_version(line, revision, version, body, at)
        select $1, coalesce(max(revision), 0) + 1, $2, $3, $4 from catalog.line_version where line = $1
        having (array_agg(body order by revision desc))[1] is distinct from $3::jsonb
        """,
        [line.Line, line.Version, new Json(body), clock.Now],
        ct);

    private static Task<int> Store(NpgsqlConnection connection, LineDefinition line, ProductDefinition p, bool active, CancellationToken ct) => connection.Execute(
        """
        insert into catalog.product(code, line, notice_days, term_months, renews, lead_days, cooldown_days, season, active, line_version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (code) do update set line = excluded.line, notice_days = excluded.notice_days, term_months = excluded.term_months, renews = excluded.renews,
          lead_days = excluded.lead_days, cooldown_days = excluded.cooldown_days, season = excluded.season, active = excluded.active, line_version = excluded.line_version
        """,
        [line.AddressOf(p), line.Line, p.Term?.NoticeDays, p.Term?.Months, p.Term?.Renews == Renewal.Automatically, p.Contact.DaysBeforeNotice, p.CooldownDays, p.SeasonMonths.ToArray(), active, line.Version],
        ct);

    private async Task SwitchOff(NpgsqlConnection connection, string[] codes, CancellationToken ct)
    {
        if (codes.Length == 0)
        {
            return;
        }

        await connection.Execute("update catalog.line set active = false, folder = null where code = any($1)", [codes], ct);
        await connection.Execute("update catalog.product set active = false where line = any($1)", [codes], ct);
        unit.Audit([.. codes.Select(code => new AuditDraft("catalog.removed", "line", Ids.New(clock.Now), null, new { code }, null))]);
    }

    private static IEnumerable<LineTemplate> HouseTemplates(string? folder) => folder is null || !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, "*.docx").Concat(MailTexts(Path.Combine(folder, "mail"))).Order(StringComparer.Ordinal)
            .Select(file => (File: file, Parts: Path.GetFileNameWithoutExtension(file).Split('.')))
            .Where(f => f.Parts is [_, "hu" or "en"])
            .Select(f => new LineTemplate(null, f.Parts[0], f.Parts[1], Path.GetFileName(f.File), File.ReadAllBytes(f.File)));

    private static IEnumerable<string> MailTexts(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + TemplateFiles.MailEnding) : [];

    private static bool Same(string? stored, string? fresh) =>
        stored is null || fresh is null
            ? stored == fresh
            : System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(stored), System.Text.Json.Nodes.JsonNode.Parse(fresh));
}

internal sealed class ReloadLinesHandler(CatalogCache cache, IDispatcher dispatcher) : ICommandHandler<ReloadLines, IReadOnlyList<LineStatus>>
{
    public Task<IReadOnlyList<LineStatus>> Handle(ReloadLines request, CancellationToken ct) =>
        dispatcher.Send(cache.Folders ?? throw new RuleBrokenException("error.noLineFolder", "This process has read no folder of product lines."), ct);
}
