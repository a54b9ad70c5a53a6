using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Host.Composition;
using CrossSell.Host.Postgres;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CrossSell.Benchmarks;

/// <summary>
/// Recording an acceptance end to end (message, grain, decision, one transaction with process, task, document request, outbox, audit, idempotency key) against raw Npgsql
/// sending the same statements, 16 at a time, in alternating rounds of one run. Two floors: with the audit chain's head locked in each transaction, and without any chain.
/// </summary>
internal static class RecordingAnOutcome
{
    private const int AtOnce = 16;
    private const int PerRound = 800;
    private const int Rounds = 5;

    public static async Task<int> Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("crosssell-bench-").FullName;
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, null), TimeProvider.System, NullLogger.Instance, default);
            await using var app = await StartHouse(folder, postgres.ConnectionString);
            var offers = await Book(app.Services, PerRound * (Rounds + 1));
            await Measure(app.Services, offers);
            await app.StopAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task Measure(IServiceProvider services, List<OfferView> offers)
    {
        var source = services.GetRequiredService<NpgsqlDataSource>();
        var ours = new List<double>();
        var chained = new List<double>();
        var unchained = new List<double>();
        var cpu = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var work = offers.Skip(round * PerRound).Take(PerRound).ToList();
            await Throughput(work, offer => OpenCard(services, offer));
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var product = await Throughput(work, offer => Record(services, offer));
            var used = Process.GetCurrentProcess().TotalProcessorTime - before;
            var floor = await Throughput(work, offer => Raw(source, offer, true));
            var bare = await Throughput(work, offer => Raw(source, offer, false));
            if (round == 0)
            {
                continue;
            }

            ours.Add(product);
            chained.Add(floor);
            unchained.Add(bare);
            cpu.Add(used.TotalMicroseconds / PerRound);
        }

        Console.WriteLine($"recording an acceptance, {AtOnce} at once, {Rounds} rounds of {PerRound}, medians");
        Console.WriteLine($"ours                                   {BenchHouse.Median(ours),8:F0}/s   {BenchHouse.Median(cpu),6:F0} µs CPU of the app per command");
        Console.WriteLine($"raw Npgsql, same statements            {BenchHouse.Median(chained),8:F0}/s   ours / raw {BenchHouse.Median(Ratios(ours, chained)):F2}");
        Console.WriteLine($"raw Npgsql, without the audit's chain  {BenchHouse.Median(unchained),8:F0}/s   ours / raw {BenchHouse.Median(Ratios(ours, unchained)):F2}");
    }

    private static async Task<double> Throughput(List<OfferView> work, Func<OfferView, Task> act)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (offer, _) => await act(offer));
        return work.Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task Record(IServiceProvider services, OfferView offer)
    {
        await using var scope = services.CreateAsyncScope();
        var call = scope.ServiceProvider.GetRequiredService<CallContext>();
        call.Actor = Actor.System("benchmark");
        call.IdempotencyKey = offer.Id.ToString();
        await scope.ServiceProvider.GetRequiredService<IDispatcher>().Send(new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));
    }

    /// <summary>The advisor has the client open before the call: the grain is there.</summary>
    private static async Task OpenCard(IServiceProvider services, OfferView offer) => await services.Query(new GetCard(offer.ClientId), default);

    /// <summary>What an acceptance writes, as one batch in one transaction, with made-up ids where a row may exist once only.</summary>
    private static async Task Raw(NpgsqlDataSource source, OfferView offer, bool withChain)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (attempt, step, document, outbox) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now), Guid.CreateVersion7(now), Guid.CreateVersion7(now));
        var audit = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7(now)).ToArray();
        var face = JsonText.Write(new { offer.Product, offer.Variant, offer.Status, offer.PlannedOn, offer.Reason.Code });
        var subject = new Json(JsonText.Write(new { offer.ClientId, offer.AdvisorId, OfferId = offer.Id, offer.Product, offer.Variant }));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(face));
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "insert into offers.client_state(client_id, version) values ($1, 1) on conflict (client_id) do update set version = client_state.version + 1", offer.ClientId);
        Add(batch, "insert into offers.attempt(id, offer_id, client_id, at, by_id, by, channel, outcome, reason, note, call_back_at) values ($1, $2, $3, $4, null, 'bench', 'phone', 'accepted', null, null, null)", attempt, offer.Id, offer.ClientId, now);
        Add(batch, "update offers.offer set status = 'accepted', close_reason = 'accepted', closed_at = $2, planned_on = $3, planned_at = null, version = version + 1 where id = $1", offer.Id, now, offer.PlannedOn);
        Add(batch, "update processes.instance set state = 'preparing', category = 'open', subject = $2, deadline_on = null, changed_at = $3, version = version + 1 where id = $1", offer.Process!.Id, subject, now);
        Add(batch, "insert into processes.step(id, instance_id, at, from_state, to_state, trigger, actor_id, actor_name, note) values ($1, $2, $3, 'offered', 'preparing', 'accepted', null, 'bench', null)", step, offer.Process.Id, now);
        Add(batch, "update worklist.task set status = 'done', note = 'accepted', closed_at = $2, closed_by = null where process_id = $1 and status = 'open'", offer.Process.Id, now);
        Add(batch, "insert into documents.document(id, client_id, offer_id, process_id, template, language, subject, status, number, file_name, requested_at, version) values ($1, $2, $3, $4, 'new-policy', 'hu', $5, 'requested', $6, $6, $7, 1) on conflict (process_id, template) do nothing", document, offer.ClientId, offer.Id, document, subject, document.ToString("N"), now);
        Add(batch, "insert into kernel.outbox(id, kind, key, payload, created_at, due_at, attempts, dead) values ($1, 'bench', $2, $3, $4, $4, 0, false) on conflict (key) do nothing", outbox, outbox.ToString(), face, now);
        Add(batch, "update worklist.task set status = 'done', note = 'accepted', closed_at = $2, closed_by = null where offer_id = any($1) and status = 'open' and kind = 'call'", new[] { offer.Id }, now);
        Add(batch, "insert into kernel.idempotency(actor_id, key, request_hash, response, at) values ($1, $2, $3, $4, $5)", Guid.Empty, outbox.ToString(), hash, face + face + face, now);
        if (withChain)
        {
            Add(batch, "update kernel.audit_head set seq = seq + 3, hash = $1, version = version + 1 where id = 1", hash);
            Add(batch, "insert into kernel.audit_entry(seq, id, at, actor_name, cause, action, subject_kind, subject_id, client_id, before, after, hash) select h.seq - 3 + a.n, a.id, $2, 'bench', 'bench', 'offers.accepted', 'offer', $3, $4, $5, $5, $6 from kernel.audit_head h, unnest($1::uuid[]) with ordinality as a(id, n)", audit, now, offer.Id, offer.ClientId, face, hash);
        }
        else
        {
            Add(batch, "insert into bench_audit(id, at, actor_name, cause, action, subject_kind, subject_id, client_id, before, after, hash) select a, $2, 'bench', 'bench', 'offers.accepted', 'offer', $3, $4, $5, $5, $6 from unnest($1::uuid[]) as a", audit, now, offer.Id, offer.ClientId, face, hash);
        }

        await batch.ExecuteNonQueryAsync();
    }

    private static void Add(NpgsqlBatch batch, string sql, params object?[] values) => batch.BatchCommands.Add(new SqlWrite(sql, values).ToBatchCommand());

    private static async Task<WebApplication> StartHouse(string folder, string connectionString)
    {
        var app = await BenchHouse.Start(folder, connectionString, new KeyValuePair<string, string?>("Planner:CallsPerDay", "100000"));
        await using var connection = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.Execute("create table bench_audit as select * from kernel.audit_entry with no data", [], default);
        await connection.Execute("alter table bench_audit add primary key (id)", [], default);
        return app;
    }

    /// <summary>Clients with one expiring contract each, imported and scanned as any book is.</summary>
    private static async Task<List<OfferView>> Book(IServiceProvider services, int count)
    {
        await services.Act(new AddUser("bench@house.example", Role.Advisor, "Bench", null, null, "Correct-horse-7"), default);
        var today = services.GetRequiredService<Kernel.Time.BusinessClock>().Today;
        var clients = new StringBuilder("external_id,kind,given_name,family_name,advisor,consents\n");
        var contracts = new StringBuilder("external_id,client_external_id,product,held_at,start,expiry\n");
        for (var i = 0; i < count; i++)
        {
            clients.Append(System.Globalization.CultureInfo.InvariantCulture, $"B{i},person,Béla{i},Próba,bench@house.example,phone:marketing|phone:service\n");
            contracts.Append(System.Globalization.CultureInfo.InvariantCulture, $"BC{i},B{i},insurance/home,elsewhere,{today.AddDays(-305):yyyy-MM-dd},{today.AddDays(60):yyyy-MM-dd}\n");
        }

        await services.Act(new ImportClients(Encoding.UTF8.GetBytes(clients.ToString()), false, true), default);
        await services.Act(new ImportContracts(Encoding.UTF8.GetBytes(contracts.ToString()), false, true), default);
        await services.Act(new RunScan(null), default);
        var offers = new List<OfferView>();
        for (string? after = null; ;)
        {
            var page = await services.Query(new ListOffers(null, OfferStatus.Open, null, null, after, 1000), default);
            offers.AddRange(page.Items);
            if ((after = page.Next) is null)
            {
                return offers;
            }
        }
    }

    private static IEnumerable<double> Ratios(IEnumerable<double> a, IEnumerable<double> b) => a.Zip(b, (x, y) => x / y);
}
