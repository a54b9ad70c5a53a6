using System.Text;
using CrossSell.Clients.Messages;
using CrossSell.Host.Texts;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using Microsoft.Extensions.DependencyInjection;
using static CrossSell.Integration.Import.Files;

namespace CrossSell.Integration.Import;

[Collection("house")]
public sealed class Importing_a_book(HouseFixture house)
{
    private readonly Files _files = new(house);

    [Fact]
    public async Task Tells_row_by_row_what_a_trial_would_do_and_becomes_the_import_without_another_upload()
    {
        var advisor = await house.Person(Role.Advisor, "Trial");
        await house.Send(new ImportClients(_files.Clients(advisor, ("1", "Anna", "Győr"), ("2", "Béla", "Pécs")), false, false));
        var file = _files.Clients(advisor, ("1", "Anna", "Szeged"), ("2", "Béla", "Pécs"), ("3", "Cili", "Eger"), ("3", "Dóra", "Eger"));

        var trial = await Run(await Stage("clients", file), dryRun: true);

        (trial.Created, trial.Updated, trial.Unchanged, trial.Rejected).ShouldBe((1, 1, 1, 1));
        var changed = (await Rows(trial.Id, "updated")).ShouldHaveSingleItem();
        (changed.Line, changed.Before, changed.After).ShouldBe((2, """{"city":"Győr"}""", """{"city":"Szeged"}"""));
        (await Rows(trial.Id, "unchanged")).ShouldHaveSingleItem().Label.ShouldBe("Kovács Béla");
        (await Rows(trial.Id, "rejected")).ShouldHaveSingleItem().Code.ShouldBe("import.twice");
        (await Find("3")).ShouldBeNull();

        var import = await Run(trial, dryRun: false);

        import.Id.ShouldNotBe(trial.Id);
        (import.Created, import.Updated, import.Unchanged, import.Rejected).ShouldBe((1, 1, 1, 1));
        (await Find("3"))!.Name.ShouldBe("Kovács Cili");
        (await house.Ask(new ReadAudit((await Find("1"))!.Id, null, null, null, 5))).Items[0].Entry.Action.ShouldBe("clients.changed");
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_a_workbook_by_the_types_of_its_cells()
    {
        var advisor = await house.Person(Role.Advisor, "Workbook");
        await house.Send(new ImportClients(_files.Clients(advisor, ("1", "Anna", "Győr")), false, false));
        string Sheet(int start, int expiry) =>
            Row(1, [.. "external_id,client_external_id,product,held_at,start,expiry,price,currency,period".Split(',').Select(Text)])
            + Row(2, Text($"{_files.Mark}-w"), Text($"{_files.Mark}-1"), Text("insurance/home"), Text("elsewhere"), Day(start), Day(expiry), Number("48000.5"), Text("HUF"), Text("year"));

        var first = await house.Send(new ImportContracts(Xlsx(Sheet(45992, 46357)), false, false));
        var again = await house.Send(new ImportContracts(Xlsx(Sheet(45992 - 1462, 46357 - 1462), from1904: true), false, false));

        (first.Created, again.Unchanged).ShouldBe((1, 1));
        var contract = (await Contracts("1")).ShouldHaveSingleItem();
        (contract.Start, contract.Expiry, contract.Price!.Amount).ShouldBe((new DateOnly(2025, 12, 1), new DateOnly(2026, 12, 1), 48000.5m));
    }

    [Fact]
    public async Task Takes_back_what_nothing_stands_on_and_names_what_stays()
    {
        var advisor = await house.Person(Role.Advisor, "Undo");
        await house.Send(new ImportClients(_files.Clients(advisor, ("1", "Anna", "Győr"), ("2", "Béla", "Pécs")), false, false));
        var import = await house.Send(new ImportClients(_files.Clients(advisor, ("1", "Anikó", "Szeged"), ("2", "Béla", "Eger"), ("3", "Cili", "Eger"), ("4", "Dóra", "Eger")), false, false));
        await house.Send(new ImportContracts(_files.Contracts(("k", "4", house.Today.AddDays(200), 1000)), false, false));
        await house.Send(new ChangeClient((await Find("1"))!.Id, Nothing with { Address = new AddressData(null, null, "Sopron", null) }, null));

        var would = await house.Send(new UndoImport(import.Id, true));
        var undone = await house.Send(new UndoImport(import.Id, false));

        (undone.Removed, undone.SetBack, undone.KeptCount).ShouldBe((1, 2, 2));
        (would.Removed, would.SetBack, would.KeptCount).ShouldBe((1, 2, 2));
        undone.Kept.Select(k => (k.Label, k.Reason, k.Field)).ShouldBe([("Kovács Dóra", "contract", null), ("Kovács Anikó", "changed", "city")], ignoreOrder: true);
        (await Find("3")).ShouldBeNull();
        var anna = (await Find("1"))!;
        (anna.Name, (await house.Ask(new GetClient(anna.Id))).Address!.City).ShouldBe(("Kovács Anna", "Sopron"));
        (await house.Ask(new GetImport(import.Id))).Status.ShouldBe("partlyUndone");

        (await house.Send(new UndoImport(import.Id, false))).ShouldSatisfyAllConditions(again => again.Removed.ShouldBe(0), again => again.SetBack.ShouldBe(0));
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Takes_contracts_back_but_for_those_with_an_offer()
    {
        var advisor = await house.Person(Role.Advisor, "Undo Contracts");
        await house.Send(new ImportClients(_files.Clients(advisor, ("1", "Anna", "Győr"), ("2", "Béla", "Pécs")), false, false));
        var import = await house.Send(new ImportContracts(_files.Contracts(("a", "1", house.Today.AddDays(50), 1000), ("b", "2", house.Today.AddDays(300), 1000)), false, false));
        await house.Send(new RunScan(null));

        var undone = await house.Send(new UndoImport(import.Id, false));

        (undone.Removed, undone.Kept.ShouldHaveSingleItem().Reason).ShouldBe((1, "offer"));
        (await Contracts("1")).Count.ShouldBe(1);
        (await Contracts("2")).ShouldBeEmpty();
        var whole = await house.Send(new ImportContracts(_files.Contracts(("c", "2", house.Today.AddDays(300), 1000)), false, false));
        await house.Send(new UndoImport(whole.Id, false));
        (await house.Ask(new GetImport(whole.Id))).Status.ShouldBe("undone");
        (await house.Send(new UndoImport(whole.Id, false))).Removed.ShouldBe(0);
    }

    [Fact]
    public async Task Holds_automation_until_somebody_releases_it_spread_over_weeks()
    {
        var advisor = await house.Person(Role.Advisor, "Held");
        var ids = Enumerable.Range(0, 4).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
        await house.Send(new ImportClients(_files.Clients(advisor, [.. ids.Select(i => (i, "Ügyfél" + i, "Győr"))]), false, false));
        var import = await house.Send(new ImportContracts(_files.Contracts([.. ids.Select((i, n) => (i, i, (DateOnly?)house.Today.AddDays(60 + n), 1000))]), false, false, Hold: true));

        await house.Send(new RunScan(null));

        (await Offers(ids)).ShouldBe(0);
        (await house.Ask(new GetCoverage(null))).Excused["importHeld"].ShouldBeGreaterThanOrEqualTo(4);
        var effect = await house.Ask(new GetImportEffect(import.Id));
        (effect.Contracts, effect.Offers).ShouldBe((4, 4));

        var released = await house.Send(new ReleaseImport(import.Id, 2));

        (released.Contracts, released.Offers).ShouldBe((4, 4));
        await HouseFixture.Eventually("what is due now to be offered without waiting for the night", () => Offers(ids), n => n == 1);
        await house.Send(new RunScan(house.Today.AddDays(14)));
        (await Offers(ids)).ShouldBe(4);
        (await house.Send(new ReleaseImport(import.Id, 2))).Contracts.ShouldBe(0);
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Marks_an_expiry_that_was_worked_out_until_somebody_confirms_it()
    {
        var advisor = await house.Person(Role.Advisor, "Inferred");
        await house.Send(new ImportClients(_files.Clients(advisor, ("1", "Anna", "Győr")), false, false));
        await house.Send(new ImportContracts(_files.Contracts(("i", "1", null, 1000)), false, false));

        var contract = (await Contracts("1")).ShouldHaveSingleItem();
        (contract.Expiry, contract.ExpiryInferred).ShouldBe((house.Today, true));

        var confirmed = await house.Send(new ChangeContract(contract.Id, NoContract with { Expiry = contract.Expiry }, null));
        (confirmed.Expiry, confirmed.ExpiryInferred).ShouldBe((house.Today, false));
        (await house.Send(new ImportContracts(_files.Contracts(("i", "1", null, 1000)), false, false))).Unchanged.ShouldBe(1);
    }

    [Fact]
    public async Task Reads_a_products_own_fields_by_their_types_and_refuses_what_does_not_fit_them()
    {
        var advisor = await house.Person(Role.Advisor, "Typed Fields");
        await house.Send(new ImportClients(_files.Clients(advisor, ("1", "Anna", "Győr")), false, false));
        var rows = new[] { "AB CD-123,2019.03.01.,B6,kék", "ABC-124,soon,B6,", "ABC-125,2020-01-01,B99," }
            .Select((fields, i) => $"{_files.Mark}-F{i},{_files.Mark}-1,insurance/motor-liability,elsewhere,2025-03-0{i + 1},{fields}");
        var report = await house.Send(new ImportContracts(
            Csv("external_id,client_external_id,product,held_at,start,field.plate,field.firstRegistered,field.bonusClass,field.colour", rows), false, false));

        report.Rejected.Select(r => (r.Line, r.Field)).ShouldBe([(3, "field.firstRegistered"), (4, "field.bonusClass")]);
        (await Contracts("1")).ShouldHaveSingleItem().Fields.ShouldSatisfyAllConditions(
            f => f["firstRegistered"].ShouldBe("2019-03-01"), f => f["bonusClass"].ShouldBe("B6"), f => f["colour"].ShouldBe("kék"));
    }

    [Fact]
    public async Task Says_all_that_is_wrong_with_a_row_in_the_readers_language()
    {
        var rows = new[] { $"{_files.Mark}-R,robot,,,nobody@x.example,bad,abc,31/31/2020" };
        var trial = await house.Send(new ImportClients(Csv("external_id,kind,given_name,family_name,advisor,email,phone,birth_date", rows), true, false));
        var texts = house.Services.GetRequiredService<ErrorTexts>();

        var refused = (await house.Ask(new ListImportRows(trial.Id, "rejected", null, 10))).Items.ShouldHaveSingleItem();

        refused.Faults.Select(f => f.Field).ShouldBe(trial.Rejected[0].Faults.Select(f => f.Field));
        refused.Faults.Count.ShouldBeGreaterThan(3);
        texts.Of(refused.Faults, refused.Reason, "en").ShouldBe(refused.Reason);
        refused.Faults.ShouldAllBe(f => texts.Of(f, "hu") != f.Message, "every reason has its Hungarian");
        var said = texts.Of(refused.Faults, refused.Reason, "hu", field => field == "kind" ? "Típus" : field);
        said.ShouldContain("Típus: Csak ezek egyike lehet: person, company.");
        said.ShouldContain("birth_date: ");
        said.ShouldContain("email: ");
    }

    [Fact]
    public async Task Learns_a_mapping_from_the_header_and_offers_it_again_by_name()
    {
        var advisor = await house.Person(Role.Advisor, "Mapping");
        byte[] File(string id) => Encoding.UTF8.GetBytes($"Ügyfélkód;Típus;Keresztnév;Vezetéknév;Telefonsszám;Tanácsadó;Kedvenc {_files.Mark}\n{_files.Mark}-{id};person;Anna;Kovács;+36201234567;{house.Emails[advisor.UserId!.Value]};zöld\n");
        var staged = await Stage("clients", File("1"));

        var proposal = await house.Ask(new ProposeMapping(staged.Id));
        proposal.Columns.Select(c => (c.Ours, c.By)).ShouldBe(
            [("external_id", "synonym"), ("kind", "synonym"), ("given_name", "synonym"), ("family_name", "synonym"), ("phone", "similar"), ("advisor", "synonym"), (null, null)]);
        var mapping = proposal.Columns.Where(c => c.Ours is not null).ToDictionary(c => c.Ours!, c => c.Column);
        mapping["attr.colour"] = proposal.Columns[6].Column;
        await house.Send(new StartImport(staged.Id, false, true, false, mapping, "Régi rendszer " + _files.Mark));
        (await Finished(staged.Id)).Created.ShouldBe(1);
        (await house.Ask(new GetClient((await Find("1"))!.Id))).Attributes["colour"].ShouldBe("zöld");

        var next = await house.Ask(new ProposeMapping((await Stage("clients", File("2"))).Id));
        next.Saved.ShouldHaveSingleItem().Name.ShouldBe("Régi rendszer " + _files.Mark);
        next.Columns[6].ShouldSatisfyAllConditions(c => c.Ours.ShouldBe("attr.colour"), c => c.By.ShouldBe("saved"));
    }

    [Fact]
    public async Task Says_what_is_wrong_with_a_file_that_fails_in_the_background()
    {
        var staged = await Stage("clients", Encoding.UTF8.GetBytes("kind,advisor\nperson,x\n"));
        await house.Send(new StartImport(staged.Id, true, false, false, null, null));

        var failed = await Finished(staged.Id);

        failed.Status.ShouldBe("failed");
        failed.Faults.ShouldContain(f => f.Field == "external_id" && f.Code == "import.missingColumn");
    }

    [Fact]
    public async Task Stops_when_somebody_wants_it_stopped_and_leaves_nothing()
    {
        var advisor = await house.Person(Role.Advisor, "Stops");
        var many = Enumerable.Range(1, 60_000).Select(i => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), "Anna", "Győr")).ToArray();
        var (running, queued) = (await Stage("clients", _files.Clients(advisor, many)), await Stage("clients", _files.Clients(advisor, ("q", "Queued", "Pécs"))));
        await house.Send(new StartImport(running.Id, false, false, false, null, null));
        await house.Send(new StartImport(queued.Id, false, false, false, null, null));
        await HouseFixture.Eventually("the import to be under way", () => house.Ask(new GetImport(running.Id)), i => i is { Status: "running", Rows: > 0 });

        (await house.Send(new StopImport(queued.Id))).Status.ShouldBe("stopped");
        (await house.Send(new StopImport(running.Id))).Status.ShouldBe("stopping");

        (await Finished(running.Id)).ShouldSatisfyAllConditions(r => r.Status.ShouldBe("stopped"), r => r.Created.ShouldBe(0));
        (await Finished(queued.Id)).Status.ShouldBe("stopped");
        (await Find("1")).ShouldBeNull();
        (await Find("q")).ShouldBeNull();
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new StopImport(running.Id)))).Code.ShouldBe("error.importEnded");
    }

    [Fact]
    public async Task A_file_of_two_million_rows_that_is_the_wrong_one_is_told_so_and_changes_nothing()
    {
        var advisor = await house.Person(Role.Advisor, "Two Million");
        var file = Csv("external_id,kind,family_name,advisor", Enumerable.Range(0, 2_000_000).Select(i => $"{_files.Mark}-{i},persona,Kovács,{house.Emails[advisor.UserId!.Value]}"));
        var staged = await Stage("clients", file);
        await house.Send(new StartImport(staged.Id, false, false, false, null, null));

        var failed = await Finished(staged.Id);

        failed.Status.ShouldBe("failed");
        failed.Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Code.ShouldBe("import.tooManyRejected"), f => f.Message.ShouldContain("line 2, kind"),
            f => house.Services.GetRequiredService<ErrorTexts>().Of(f.Fault, "hu").ShouldContain("sor hibás; semmi sem került be. Az első a(z) 2. sor."));
        (await Find("0")).ShouldBeNull();
    }

    [Fact]
    public async Task Keeps_all_out_when_all_or_nothing_was_asked_for()
    {
        var advisor = await house.Person(Role.Advisor, "All Or Nothing");
        var report = await house.Send(new ImportClients(_files.Clients(advisor, ("1", "Anna", "Győr"), ("1", "Béla", "Pécs")), false, true));

        (report.Created, report.Rejected.Count).ShouldBe((0, 1));
        (await Find("1")).ShouldBeNull();
        (await house.Ask(new GetImport(report.Id))).Status.ShouldBe("refused");
        await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new UndoImport(report.Id, false)));
    }

    [Theory]
    [InlineData("update kernel.audit_part set after = '{\"city\":\"Vác\"}' where block = $1 and no = 2", "change 2 of its block was altered")]
    [InlineData("delete from kernel.audit_part where block = $1 and no = 2", "change 2 of its block was removed")]
    [InlineData("delete from kernel.audit_part where block = $1 and no = 3", "change 3 of its block was removed")]
    [InlineData("insert into kernel.audit_part select block, 4, action, subject_kind, subject_id, client_id, before, after, hash from kernel.audit_part where block = $1 and no = 3", "change 4 of its block was inserted")]
    public async Task Every_imported_row_is_in_the_audit_chain(string tampering, string verdict)
    {
        var advisor = await house.Person(Role.Advisor, "Chained");
        var import = await house.Send(new ImportClients(_files.Clients(advisor, ("1", "Anna", "Győr"), ("2", "Béla", "Pécs"), ("3", "Cili", "Eger")), false, false));
        var kept = "kept_" + _files.Mark;
        await house.Execute($"create table kernel.{kept} as select * from kernel.audit_part where block = '{import.Id}'");
        try
        {
            await house.Execute(tampering, import.Id);

            (await house.Ask(new VerifyAudit(null))).Faults.ShouldContain(f => f.Message.Contains(verdict, StringComparison.Ordinal));
        }
        finally
        {
            await house.Execute("delete from kernel.audit_part where block = $1", import.Id);
            await house.Execute($"insert into kernel.audit_part select * from kernel.{kept}");
            await house.Execute($"drop table kernel.{kept}");
        }

        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    private static ClientData Nothing => new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static ContractData NoContract => new(null, null, null, null, null, null, null, null, null, null, null);

    private Task<ImportView> Stage(string kind, byte[] file) => house.Send(new StageImport(kind, "book.csv", file, null));

    private async Task<ImportView> Run(ImportView staged, bool dryRun) =>
        await Finished((await house.Send(new StartImport(staged.Id, dryRun, false, false, null, null))).Id);

    private Task<ImportView> Finished(Guid id) => HouseFixture.Eventually("the import to end", () => house.Ask(new GetImport(id)), i => !i.IsMoving && i.Status != "staged");

    private async Task<IReadOnlyList<ImportRowView>> Rows(Guid id, string what) => (await house.Ask(new ListImportRows(id, what, null, 100))).Items;

    private async Task<ClientItem?> Find(string id) => (await house.Ask(new FindClients($"{_files.Mark}-{id}", null, null, 10))).Items.SingleOrDefault();

    private async Task<IReadOnlyList<ContractView>> Contracts(string client) => (await house.Ask(new ListContracts((await Find(client))!.Id, null, null, null, 10))).Items;

    private async Task<int> Offers(IEnumerable<string> clients)
    {
        var count = 0;
        foreach (var client in clients)
        {
            count += (await house.Ask(new ListOffers((await Find(client))!.Id, OfferStatus.Open, null, null, null, 10))).Items.Count;
        }

        return count;
    }
}
