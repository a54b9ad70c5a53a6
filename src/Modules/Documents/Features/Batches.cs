using System.IO.Compression;
using CrossSell.Documents.Data;
using CrossSell.Documents.Domain;
using CrossSell.Documents.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Time;

namespace CrossSell.Documents.Features;

internal sealed class StartBatchHandler(IUnitOfWork unit, Database database, CallContext call, BusinessClock clock) : ICommandHandler<StartBatch, BatchView>
{
    private const int Most = 20_000;

    public async Task<BatchView> Handle(StartBatch request, CancellationToken ct)
    {
        var subjects = request.Subjects;
        if (subjects.Count is 0 or > Most)
        {
            throw new InvalidInputException([new FieldFault("offers", "batchSize", $"The choice has {subjects.Count} offers; a batch has 1 to {Most}.", ("count", subjects.Count), ("most", Most))]);
        }

        if (await database.Single(
            "select 1 from documents.template where key = $1 and (line = $2 or line is null) and status = 'approved' and effective_from <= $3 limit 1",
            r => r.GetInt32(0), [request.Template, request.Line, clock.Today], ct) == 0)
        {
            throw new InvalidInputException("template", "unknownTemplate", $"No template {request.Template} of the line {request.Line} is in use.");
        }

        var batch = new BatchView(Ids.New(clock.Now), request.Line, request.Template, "running", subjects.Count, 0, 0, call.Actor.Name, clock.Now, null, null, []);
        var ids = subjects.Select(_ => Ids.New(clock.Now)).ToArray();
        var numbers = Array.ConvertAll(ids, id => DocumentSql.Number(id, clock.Today));
        unit.Write(
            "insert into documents.batch(id, line, template, status, by, started_at, version) values ($1, $2, $3, 'running', $4, $5, 1)",
            batch.Id, batch.Line, batch.Template, batch.By, batch.StartedAt);
        unit.Write(
            """
            insert into documents.document(id, batch_id, client_id, offer_id, template, language, subject, status, number, file_name, requested_at, version)
            select t.id, $1, t.client_id, t.offer_id, $2, t.language, t.subject::jsonb, 'requested', t.number, t.number || '.docx', $3, 1
            from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[]) as t(id, client_id, offer_id, language, subject, number)
            """,
            batch.Id, batch.Template, clock.Now, ids, subjects.Select(s => s.ClientId).ToArray(), subjects.Select(s => s.OfferId).ToArray(), subjects.Select(s => s.Language).ToArray(),
            subjects.Select(JsonText.Write).ToArray(), numbers);
        unit.Send(MakeBatch.Next(batch.Id, 0));
        unit.Audit(new AuditDraft("documents.batchStarted", "batch", batch.Id, null, null, new { batch.Line, batch.Template, batch.Total }));
        return batch;
    }
}

/// <summary>Makes the next documents of a batch and asks for those after them, in one transaction: a host that stops loses nothing and repeats nothing.</summary>
internal sealed class MakeBatch(IUnitOfWork unit, DocumentMaker maker, BusinessClock clock) : IOutboxHandler
{
    private const string KindOf = "document.batch";
    private const int AtOnce = 50;

    public string Kind => KindOf;

    public static OutboxDraft Next(Guid batchId, int part) => new(KindOf, $"{KindOf}:{batchId}:{part}", new Message(batchId, part));

    public async Task Handle(string payload, CancellationToken ct)
    {
        var (id, part) = JsonText.Read<Message>(payload);
        var connection = await unit.Connection(ct);
        var running = await connection.Query("select 1 from documents.batch where id = $1 and status = 'running' for update", r => r.GetInt32(0), [id], ct);
        if (running.Count == 0)
        {
            return;
        }

        var waiting = await maker.Requested("batch_id", id, AtOnce, ct);
        foreach (var document in waiting)
        {
            await maker.Make(document, ct);
        }

        if (waiting.Count == AtOnce)
        {
            unit.Send(Next(id, part + 1));
            return;
        }

        unit.Write("update documents.batch set status = 'done', ended_at = $2, error = null, version = version + 1 where id = $1", id, clock.Now);
        unit.Audit(new AuditDraft("documents.batchDone", "batch", id, null, new { Status = "running" }, new { Status = "done" }));
    }

    public Task GiveUp(string payload, string error, CancellationToken ct)
    {
        var id = JsonText.Read<Message>(payload).BatchId;
        unit.Write("update documents.batch set status = 'stopped', ended_at = $2, error = $3, version = version + 1 where id = $1 and status = 'running'", id, clock.Now, error);
        unit.Audit(new AuditDraft("documents.batchStopped", "batch", id, null, new { Status = "running" }, new { Status = "stopped", error }));
        return Task.CompletedTask;
    }

    private sealed record Message(Guid BatchId, int Part);
}

/// <summary>Batches as far as their documents are in the actor's scope.</summary>
internal sealed class VisibleBatches(Database database, CallContext call)
{
    private const int MostFailures = 50;

    public async Task<IReadOnlyList<BatchView>> All(Guid? id, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return await database.Query(
            $"""
            select b.id, b.line, b.template, b.status, n.total, n.made, n.failed, b.by, b.started_at, b.ended_at, b.error
            from (select * from documents.batch where $1::uuid is null or id = $1 order by started_at desc, id desc limit 100) b
            join lateral (
              select count(*)::int as total, (count(*) filter (where d.status in ('generated', 'sent', 'signed')))::int as made, (count(*) filter (where d.status = 'failed'))::int as failed
              from documents.document d join clients.pub_client c on c.id = d.client_id where d.batch_id = b.id and {scope.Sql("c.advisor_id", "$2")}) n on n.total > 0
            order by b.started_at desc, b.id desc
            """,
            r => new BatchView(
                r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetString(7), r.GetFieldValue<DateTimeOffset>(8),
                r.Maybe<DateTimeOffset>(9), r.MaybeText(10), []),
            [id, scope.Advisors],
            ct);
    }

    public async Task<BatchView> Get(Guid id, CancellationToken ct)
    {
        var batch = (await All(id, ct)).FirstOrDefault() ?? throw new NotFoundException("batch", id);
        return batch.Failed == 0 ? batch : batch with { Failures = await Failures(id, ct) };
    }

    /// <summary>Names of the files that are there, by document; in order.</summary>
    public async Task<IReadOnlyList<(Guid Id, string FileName)>> Files(Guid id, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return await database.Query(
            $"select d.id, d.file_name from documents.document d join clients.pub_client c on c.id = d.client_id where d.batch_id = $1 and d.sha256 is not null and {scope.Sql("c.advisor_id", "$2")} order by d.id",
            r => (r.GetGuid(0), r.GetString(1)),
            [id, scope.Advisors],
            ct);
    }

    private async Task<IReadOnlyList<BatchFailure>> Failures(Guid id, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return await database.Query(
            $"""
            select d.id, d.client_id, c.name, d.number, coalesce(d.error, ''), d.problems from documents.document d join clients.pub_client c on c.id = d.client_id
            where d.batch_id = $1 and d.status = 'failed' and {scope.Sql("c.advisor_id", "$2")} order by d.id limit {MostFailures}
            """,
            r => new BatchFailure(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetString(4)) { Problems = DocumentSql.Problems(r.MaybeText(5)) },
            [id, scope.Advisors],
            ct);
    }
}

internal sealed class ListBatchesHandler(VisibleBatches batches) : IQueryHandler<ListBatches, IReadOnlyList<BatchView>>
{
    public Task<IReadOnlyList<BatchView>> Handle(ListBatches request, CancellationToken ct) => batches.All(null, ct);
}

internal sealed class GetBatchHandler(VisibleBatches batches) : IQueryHandler<GetBatch, BatchView>
{
    public Task<BatchView> Handle(GetBatch request, CancellationToken ct) => batches.Get(request.BatchId, ct);
}

internal sealed class ResumeBatchHandler(IUnitOfWork unit, VisibleBatches batches) : ICommandHandler<ResumeBatch, BatchView>
{
    public async Task<BatchView> Handle(ResumeBatch request, CancellationToken ct)
    {
        var batch = await batches.Get(request.BatchId, ct);
        if (batch.Status is "running" or "cancelled" || batch is { Status: "done", Failed: 0 })
        {
            throw new RuleBrokenException("error.batchNothingToDo", $"The batch is {batch.Status}: there is nothing to go on with.", ("status", batch.Status));
        }

        var connection = await unit.Connection(ct);
        var version = (await connection.Query(
            "update documents.batch set status = 'running', ended_at = null, error = null, version = version + 1 where id = $1 and status in ('stopped', 'done') returning version", r => r.GetInt32(0), [batch.Id], ct)).Single();
        await connection.Execute("update documents.document set status = 'requested', error = null, version = version + 1 where batch_id = $1 and status = 'failed'", [batch.Id], ct);
        unit.Send(MakeBatch.Next(batch.Id, version * 1_000_000));
        unit.Audit(new AuditDraft("documents.batchResumed", "batch", batch.Id, null, new { batch.Status, batch.Failed }, new { Status = "running" }));
        return batch with { Status = "running", Failed = 0, EndedAt = null, Error = null, Failures = [] };
    }
}

internal sealed class CancelBatchHandler(IUnitOfWork unit, VisibleBatches batches, BusinessClock clock) : ICommandHandler<CancelBatch, BatchView>
{
    public async Task<BatchView> Handle(CancelBatch request, CancellationToken ct)
    {
        var batch = await batches.Get(request.BatchId, ct);
        if (batch.Status is not ("running" or "stopped"))
        {
            throw new RuleBrokenException("error.batchEnded", $"The batch is {batch.Status} already.", ("status", batch.Status));
        }

        var connection = await unit.Connection(ct);
        await connection.Execute("update documents.batch set status = case when status in ('running', 'stopped') then 'cancelled' end, ended_at = $2, version = version + 1 where id = $1", [batch.Id, clock.Now], ct);
        var dropped = await connection.Execute("delete from documents.document where batch_id = $1 and status = 'requested'", [batch.Id], ct);
        unit.Audit(new AuditDraft("documents.batchCancelled", "batch", batch.Id, null, new { batch.Status }, new { Status = "cancelled", dropped }));
        return batch with { Status = "cancelled", Total = batch.Total - dropped, EndedAt = clock.Now };
    }
}

internal sealed class GetBatchContentHandler(VisibleBatches batches, Database database) : IQueryHandler<GetBatchContent, FileStreamed>
{
    public async Task<FileStreamed> Handle(GetBatchContent request, CancellationToken ct)
    {
        var batch = await batches.Get(request.BatchId, ct);
        var files = await batches.Files(batch.Id, ct);
        return files.Count > 0
            ? new FileStreamed($"{batch.Template}-{batch.StartedAt:yyyy-MM-dd}.zip", "application/zip", (stream, stop) => Zipped.Write(stream, files, database, stop))
            : throw new RuleBrokenException("error.batchEmpty", "No document of the batch is there yet.");
    }
}
