using System.Globalization;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using Npgsql;

namespace CrossSell.Kernel.Import;

/// <summary>Imports and trials as far as the actor may see them: all, or when somebody does not see every client, their own.</summary>
internal sealed class ImportRuns(Database database, CallContext call)
{
    private const string Columns =
        """
        r.id, r.kind, r.file_name, r.status, r.dry_run, r.all_or_nothing, r.hold, r.total, r.rows, r.created, r.updated, r.unchanged, r.rejected, r.by, r.at, r.ended_at, r.fault_code, r.fault,
        r.undone_at, r.undone_by, r.undone, r.kept, r.released_at, exists (select from kernel.import_file f where f.id = r.file_id), r.header, r.delimiter, r.mapping
        """;

    public async Task<ImportView> Get(Guid id, CancellationToken ct) =>
        (await Find("r.id = $1", "limit 1", id, ct)).FirstOrDefault() ?? throw new NotFoundException("import", id);

    public Task<List<ImportView>> Latest(int limit, CancellationToken ct) => Find("$1::int is not null", "order by r.at desc, r.id desc limit $1", limit, ct);

    private Task<List<ImportView>> Find(string which, string order, object value, CancellationToken ct) => database.Query(
        $"select {Columns} from kernel.import_run r where {which} and ($2 or r.by_id = $3) {order}", Read, [value, call.Actor.Scope.All, call.Actor.UserId ?? Guid.Empty], ct);

    private static ImportView Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetBoolean(4), r.GetBoolean(5), r.GetBoolean(6), r.Maybe<int>(7), r.GetInt32(8), r.GetInt32(9), r.GetInt32(10),
        r.GetInt32(11), r.GetInt32(12), r.GetString(13), r.GetFieldValue<DateTimeOffset>(14), r.Maybe<DateTimeOffset>(15), r.MaybeText(16),
        [.. KeptFaults.Read(r.MaybeText(17)).Select(f => new ImportFault(f.Field, f.Code, f.Message) { Fault = f })], r.Maybe<DateTimeOffset>(18), r.MaybeText(19), r.GetInt32(20), r.GetInt32(21), r.Maybe<DateTimeOffset>(22),
        r.GetBoolean(23), r.GetFieldValue<string[]>(24), r.GetString(25), r.MaybeText(26) is { } mapping ? JsonText.Read<Dictionary<string, string>>(mapping) : null);
}

internal sealed class GetImportHandler(ImportRuns runs) : IQueryHandler<GetImport, ImportView>
{
    public Task<ImportView> Handle(GetImport request, CancellationToken ct) => runs.Get(request.ImportId, ct);
}

internal sealed class ListImportsHandler(ImportRuns runs) : IQueryHandler<ListImports, IReadOnlyList<ImportView>>
{
    public async Task<IReadOnlyList<ImportView>> Handle(ListImports request, CancellationToken ct) => await runs.Latest(request.Limit, ct);
}

/// <summary>A trial's rows are kept as they came out; what an import changed is in the audit, and is shown from there.</summary>
internal sealed class ListImportRowsHandler(ImportRuns runs, Database database) : IQueryHandler<ListImportRows, Page<ImportRowView>>
{
    private static readonly string[] Whats = ["created", "updated", "unchanged", "rejected", "kept"];

    public async Task<Page<ImportRowView>> Handle(ListImportRows request, CancellationToken ct)
    {
        if (!Whats.Contains(request.What))
        {
            var words = string.Join(", ", Whats);
            throw new InvalidInputException([new FieldFault("what", "notOneOf", $"Must be one of: {words}.", ("words", words))]);
        }

        var run = await runs.Get(request.ImportId, ct);
        var after = After(request.After);
        var rows = !run.DryRun && request.What is ("created" or "updated")
            ? await Changed(request, after, ct)
            : await Kept(request, after, ct);
        return Page<ImportRowView>.Of(rows, request.Limit, r => r.No.ToString(CultureInfo.InvariantCulture));
    }

    private Task<List<ImportRowView>> Kept(ListImportRows request, int after, CancellationToken ct) => database.Query(
        """
        select no, line, subject_id, client_id, label, before, after, field, code, reason, values, faults from kernel.import_row
        where run_id = $1 and what = $2 and no > $3 order by no limit $4
        """,
        r => new ImportRowView(
            r.GetInt32(0), r.GetInt32(1), request.What, r.Maybe<Guid>(2), r.Maybe<Guid>(3), r.MaybeText(4), r.MaybeText(5), r.MaybeText(6), r.MaybeText(7), r.MaybeText(8), r.MaybeText(9),
            r.IsDBNull(10) ? null : r.GetFieldValue<string[]>(10))
        { Faults = KeptFaults.Read(r.MaybeText(11)) },
        [request.ImportId, request.What, after, request.Limit + 1],
        ct);

    private Task<List<ImportRowView>> Changed(ListImportRows request, int after, CancellationToken ct) => database.Query(
        $"""
        select p.no, p.subject_id, p.client_id, coalesce(k.external_id, c.name, c.external_id), p.before, p.after
        from (select * from kernel.audit_part where block = $1 and no > $2 and before is {(request.What == "created" ? "null" : "not null")} order by no limit $3) p
        left join clients.pub_client c on c.id = p.client_id left join portfolio.pub_contract k on k.id = p.subject_id order by p.no
        """,
        r => new ImportRowView(r.GetInt32(0), null, request.What, r.GetGuid(1), r.Maybe<Guid>(2), r.MaybeText(3), r.MaybeText(4), r.MaybeText(5), null, null, null, null),
        [request.ImportId, after, request.Limit + 1],
        ct);

    private static int After(string? cursor) =>
        string.IsNullOrEmpty(cursor) ? 0
        : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no
        : throw new InvalidInputException("after", "badCursor", "This is not a cursor of this list.");
}
