using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Kernel.Import;

internal sealed class ListMappingsHandler(Database database) : IQueryHandler<ListMappings, IReadOnlyList<SavedMapping>>
{
    public async Task<IReadOnlyList<SavedMapping>> Handle(ListMappings request, CancellationToken ct) => await database.Query(
        "select kind, name, columns, header, by, at from kernel.import_mapping where kind = $1 order by name",
        r => new SavedMapping(r.GetString(0), r.GetString(1), JsonText.Read<Dictionary<string, string>>(r.GetString(2)), r.GetFieldValue<string[]>(3), r.GetString(4), r.GetFieldValue<DateTimeOffset>(5)),
        [request.Kind],
        ct);
}

internal sealed class SaveMappingHandler(IEnumerable<IImporter> importers, IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<SaveMapping, Done>
{
    public Task<Done> Handle(SaveMapping request, CancellationToken ct)
    {
        var importer = Importers.Demand(importers, request.Kind);
        var faults = new Faults();
        var name = faults.Text("name", request.Name, 80);
        if (name is null)
        {
            faults.Add("name", "required", "Required.");
        }

        foreach (var unknown in request.Columns.Keys.Where(c => !importer.Shape.Knows(c)))
        {
            faults.Add(unknown, "import.mapping", $"The mapping names {unknown}, which is no column of this import.");
        }

        faults.Throw();
        unit.Write(
            """
            insert into kernel.import_mapping(kind, name, columns, header, by, at) values ($1, $2, $3, $4, $5, $6)
            on conflict (kind, name) do update set columns = excluded.columns, header = excluded.header, by = excluded.by, at = excluded.at
            """,
            request.Kind, name, Json.Of(request.Columns), request.Header.ToArray(), call.Actor.Name, clock.Now);
        unit.Audit(new AuditDraft("imports.mappingSaved", "mapping", Guid.Empty, null, null, new { request.Kind, name, request.Columns }));
        return Task.FromResult(Done.Instance);
    }
}

internal sealed class DeleteMappingHandler(IUnitOfWork unit) : ICommandHandler<DeleteMapping, Done>
{
    public async Task<Done> Handle(DeleteMapping request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        if (await connection.Execute("delete from kernel.import_mapping where kind = $1 and name = $2", [request.Kind, request.Name], ct) == 0)
        {
            throw new NotFoundException("mapping", request.Name);
        }

        unit.Audit(new AuditDraft("imports.mappingDeleted", "mapping", Guid.Empty, null, new { request.Kind, request.Name }, null));
        return Done.Instance;
    }
}

internal sealed class ProposeMappingHandler(ImportRuns runs, IEnumerable<IImporter> importers, Database database, IDispatcher dispatcher) : IQueryHandler<ProposeMapping, MappingProposal>
{
    private const int Samples = 3;
    private const int LookAt = 50;

    public async Task<MappingProposal> Handle(ProposeMapping request, CancellationToken ct)
    {
        var run = await runs.Get(request.ImportId, ct);
        var shape = Importers.Demand(importers, run.Kind).Shape;
        var (content, encoding) = await database.Single(
            "select f.content, r.encoding from kernel.import_run r join kernel.import_file f on f.id = r.file_id where r.id = $1",
            r => (r.GetFieldValue<byte[]>(0), r.MaybeText(1)), [run.Id], ct);
        if (content is null)
        {
            throw new RuleBrokenException("error.importFileGone", "The file is no longer kept; send it again.");
        }

        var records = ImportFile.Open(content, encoding).Records().Take(LookAt + 1).ToList();
        var header = records[0].Fields.Select(f => f.Trim()).ToArray();
        var saved = (await dispatcher.Ask(new ListMappings(run.Kind), ct)).Where(m => m.Header.Select(Plain).SequenceEqual(header.Select(Plain))).ToList();
        var chosen = run.Mapping ?? saved.MaxBy(m => m.At)?.Columns;
        var columns = ColumnGuess.For(header, shape, chosen).Select((g, i) => new ColumnProposal(
            header[i], g.Ours, g.By, [.. records.Skip(1).Select(r => r.Fields.ElementAtOrDefault(i)?.Trim()).Where(v => !string.IsNullOrEmpty(v)).Distinct().Take(Samples).OfType<string>()]));
        return new MappingProposal([.. columns.Where(c => c.Column.Length > 0 && c.Column != RejectedFile.ReasonColumn)], shape.Columns, shape.Required, shape.FreePrefix, saved);
    }

    private static string Plain(string name) => name.Trim().ToLowerInvariant();
}
