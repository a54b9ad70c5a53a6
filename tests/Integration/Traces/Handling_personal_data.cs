using System.IO.Compression;
using System.Text;
using CrossSell.Clients.Messages;
using CrossSell.Host.Pages;
using CrossSell.Integration.House;
using CrossSell.Integration.Import;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Privacy;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Traces;

/// <summary>Everything about a client is handed out, and erased: from every table that names it and, by its key, from the audit.</summary>
[Collection("traces")]
public sealed class Handling_personal_data(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public void Covers_every_table_that_names_a_client_but_those_with_a_stated_reason()
    {
        var exceptions = new Dictionary<string, string>
        {
            ["kernel.audit_entry"] = "locked with the client's key",
            ["kernel.audit_part"] = "blanked with the key",
            ["kernel.client_key"] = "the destroyed key's place, so that no other is made",
            ["offers.client_state"] = "the version of a client, no fact",
        };
        using var scope = house.Services.CreateScope();
        var tables = AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name!.StartsWith("CrossSell.", StringComparison.Ordinal))
            .SelectMany(a => a.GetTypes()).Where(t => typeof(ModuleDbContext).IsAssignableFrom(t) && !t.IsAbstract)
            .SelectMany(c => ((ModuleDbContext)scope.ServiceProvider.GetRequiredService(c)).Model.GetEntityTypes())
            .Where(e => e.GetProperties().Any(p => p.Name == "ClientId")).Select(e => $"{e.GetSchema()}.{e.GetTableName()}").ToList();
        tables.Count.ShouldBeGreaterThan(8);

        tables.Except(exceptions.Keys).Except(house.Services.GetServices<IPersonalData>().SelectMany(m => m.Tables).Select(t => t.Name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Hands_out_rows_history_and_documents_and_says_so_in_the_audit()
    {
        var advisor = await house.Person(Role.Advisor, "Hands Out");
        var client = await _given.Client(advisor, "Kiadott");
        await _given.Contract(client, "insurance/travel", house.Today.AddDays(100));
        await house.Send(advisor, new AddTask(client.Id, TaskKind.Paperwork, "Iratok Kiadottnak", house.Today, null, null));

        var files = await Exported(client.Id);

        files["data.json"].ShouldContain("Kiadott");
        files["data.json"].ShouldContain("insurance/travel");
        files["data.json"].ShouldContain("Iratok Kiadottnak");
        files["data.json"].ShouldContain("clients.added");
        files["summary.html"].ShouldContain(client.Name);
        (await house.Ask(new ReadAudit(client.Id, null, null, null, 1))).Items.Single().Entry.Action.ShouldBe("privacy.exported");
        await Should.ThrowAsync<NotAllowedException>(() => house.Ask(advisor, new GetPersonalData(client.Id)));
    }

    [Fact]
    public async Task Erases_a_client_so_that_no_table_knows_the_name_and_the_chain_is_whole()
    {
        var advisor = await house.Person(Role.Advisor, "Erases");
        var client = await _given.Client(advisor, "Zsigmondeltűnt");
        await _given.Contract(client, "insurance/home", house.Today.AddDays(50));
        await house.Send(new RunScan(null));
        var offer = (await house.Ask(new ListOffers(client.Id, OfferStatus.Open, null, null, null, 10))).Items.First();
        await house.Send(advisor, new RecordOutcome(offer.Id, CrossSell.Sdk.Outcome.Thinking, null, "Zsigmondeltűnt gondolkodik", null, null, null), "erase-" + offer.Id);
        await house.Send(advisor, new AddTask(client.Id, TaskKind.Paperwork, "Zsigmondeltűnt iratai", house.Today, null, null));
        await Written(advisor, client.Id, "Zsigmondeltűnt");
        var letter = Guid.CreateVersion7();
        await house.Send(new RequestMail { Id = letter, Template = "introduction", To = MailTo.Client, ClientId = client.Id });
        var file = Path.Combine(house.Folder, "mail", $"{letter:N}.eml");
        await HouseFixture.Eventually("the letter", () => Task.FromResult(File.Exists(file)), there => there);
        var report = Path.Combine(Directory.CreateDirectory(Path.Combine(house.Folder, "mail", "in", "done")).FullName, $"{letter:N}-report.eml");
        await File.WriteAllTextAsync(report, "To: somebody");
        (await Knowing("Zsigmondeltűnt")).ShouldNotBeEmpty();
        var before = await house.Count("select count(*) from kernel.audit_entry where client_id = $1", client.Id);

        var dry = await house.Ask(new GetErasure(client.Id));
        dry.Allowed.ShouldBeTrue();
        (await Knowing("Zsigmondeltűnt")).ShouldNotBeEmpty("a dry run changes nothing");
        var done = await house.Send(new EraseClient(client.Id, "Letter of 14 September"));

        done.Rows["clients.client"].ShouldBe(1);
        done.Rows["offers.attempt"].ShouldBe(dry.Rows["offers.attempt"]);
        (await Knowing("Zsigmondeltűnt")).ShouldBeEmpty();
        await HouseFixture.Eventually("letters to be gone from the folder", () => Task.FromResult(File.Exists(file) || File.Exists(report)), there => !there);
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
        (await house.Count("select count(*) from kernel.audit_entry where client_id = $1", client.Id)).ShouldBe(before + 1);
        var entries = (await house.Ask(new ReadAudit(client.Id, null, null, null, 100))).Items;
        entries[0].Entry.After.ShouldNotBeNull().ShouldContain("Letter of 14 September");
        entries.Skip(1).ShouldAllBe(i => i.Entry.Before == null && (i.Entry.After == null || i.Entry.After == "erased"));
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(advisor, new GetCard(client.Id)));
        await Should.ThrowAsync<NotFoundException>(() => house.Send(new EraseClient(client.Id, "Again")));
    }

    [Fact]
    public async Task Erases_an_imported_client_with_the_file_the_rows_and_the_block_and_the_rest_of_the_import_can_still_be_taken_back()
    {
        var advisor = await house.Person(Role.Advisor, "Erases Imported");
        var admin = await house.Person(Role.Administrator, "Imports");
        var files = new Files(house);
        await house.Send(new ImportClients(files.Clients(advisor, ("1", "Bendegúzhozott", "Győr"), ("2", "Anna", "Pécs")), false, false));
        var staged = await house.Send(new StageImport("clients", "book.csv", files.Clients(advisor, ("1", "Bendegúzhozott", "Szeged"), ("2", "Anna", "Eger")), null));
        var second = await house.Send(admin, new StartImport(staged.Id, false, false, false, null, null));
        await HouseFixture.Eventually("the import to end", () => house.Ask(new GetImport(second.Id)), i => i.Status == ImportStatus.Done);
        var client = (await house.Ask(new FindClients($"{files.Mark}-1", null, null, 10))).Items.Single();
        (await Knowing("Bendegúzhozott")).ShouldContain("kernel.import_file");

        (await house.Ask(new GetClientAsOf(client.Id, house.Clock.GetUtcNow()))).Address.ShouldNotBeNull().City.ShouldBe("Szeged");
        (await house.Ask(new GetClientFieldHistory(client.Id, "address.city"))).Select(v => v.Value?.ToString()).ShouldBe(["Szeged", "Győr"]);
        (await house.Ask(new GetClientHistory(client.Id, [], null, null, null, null, 10))).Items.Select(i => i.Entry.Action).ShouldBe(["clients.changed", "clients.added"]);
        (await house.Ask(new ListClientActors(client.Id))).Select(a => a.Id).ShouldContain(admin.UserId!.Value);

        await house.Send(new EraseClient(client.Id, "Letter of 14 September"));

        (await Knowing("Bendegúzhozott")).ShouldBeEmpty();
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
        var undone = await house.Send(new UndoImport(second.Id, false));
        (undone.SetBack, undone.KeptCount).ShouldBe((1, 0));
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_with_the_reason_and_the_day_while_the_law_demands_keeping()
    {
        var advisor = await house.Person(Role.Advisor, "Keeps");
        var client = await _given.Client(advisor);
        await _given.Contract(client, "insurance/travel", house.Today.AddDays(100), "us");

        var dry = await house.Ask(new GetErasure(client.Id));
        dry.Keeps.ShouldHaveSingleItem().ShouldBe(new MustKeep("contractHeldHere", 1, null));
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new EraseClient(client.Id, "Letter")))).Code.ShouldBe("error.mustKeep");
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(new EraseClient(client.Id, " ")))).Faults.ShouldHaveSingleItem().Field.ShouldBe("reason");
        (await house.Count("select count(*) from clients.client where id = $1", client.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Blanked_content_passes_only_for_an_erased_client()
    {
        var advisor = await house.Person(Role.Advisor, "Blanked");
        var client = await _given.Client(advisor);
        await Written(advisor, client.Id, "Valaki");
        await using var connection = await house.Services.GetRequiredService<Database>().Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await AuditChain.LockHead(connection, default);
        await connection.Execute("update kernel.audit_entry set before = null, after = 'erased' where client_id = $1 and action = 'test.old'", [client.Id], default);

        (await ChainVerifier.On(connection, null, [], default)).Faults.ShouldHaveSingleItem().What.ShouldBe(AuditFault.Altered);
    }

    [Fact]
    public async Task Blanked_content_of_an_imported_row_passes_only_for_an_erased_client()
    {
        var advisor = await house.Person(Role.Advisor, "Blanked Row");
        var import = await house.Send(new ImportClients(new Files(house).Clients(advisor, ("1", "Anna", "Győr")), false, false));
        await using var connection = await house.Services.GetRequiredService<Database>().Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.Execute("update kernel.audit_part set before = null, after = 'erased' where block = $1", [import.Id], default);

        (await ChainVerifier.On(connection, null, [], default)).Faults.ShouldHaveSingleItem().What.ShouldBe(AuditFault.Altered);
    }

    /// <summary>An entry from before there were keys.</summary>
    private async Task Written(Actor by, Guid client, string word)
    {
        await using var other = new Committer(house.Services.GetRequiredService<Database>().Source);
        await other.Commit(new CommitPart([], AuditEntry.From([new AuditDraft("test.old", "client", client, client, null, new { note = word })], by, house.Clock.GetUtcNow())));
    }

    /// <summary>The tables of the house in which some row contains a word.</summary>
    private async Task<IReadOnlyList<string>> Knowing(string word)
    {
        var database = house.Services.GetRequiredService<Database>();
        var tables = await database.Query(
            "select schemaname || '.' || quote_ident(tablename) from pg_tables where schemaname !~ '^(pg_|information_schema|public)'", r => r.GetString(0), [], default);
        tables.Count.ShouldBeGreaterThan(25);
        var known = new List<string>();
        foreach (var table in tables)
        {
            if (await house.Count($"select count(*) from {table} t where t::text ilike '%' || $1 || '%' or t::text like '%' || encode(convert_to($1, 'UTF8'), 'hex') || '%'", word) > 0)
            {
                known.Add(table);
            }
        }

        return known;
    }

    private async Task<Dictionary<string, string>> Exported(Guid client)
    {
        await using var scope = house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = house.Administrator;
        var file = await scope.ServiceProvider.GetRequiredService<ClientExport>().Make(client, default);
        using var stream = new MemoryStream();
        await file.Write(stream, default);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var reader = new StreamReader(e.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        });
    }
}
