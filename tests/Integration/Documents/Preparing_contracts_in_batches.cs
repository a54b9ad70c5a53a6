using System.IO.Compression;
using CrossSell.Documents.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Integration.Documents;

[Collection("house")]
public sealed class Preparing_contracts_in_batches(HouseFixture house)
{
    /// <summary>More than are made in one transaction.</summary>
    private const int Many = 60;

    private readonly Given _given = new(house);

    [Fact]
    public async Task All_open_offers_of_an_advisor_in_one_ZIP()
    {
        var advisor = await house.Person(Role.Advisor, "Batch Many");
        var clerk = await house.Person(Role.BackOffice, "Batch Clerk");
        for (var i = 0; i < Many; i++)
        {
            await _given.Contract(await _given.Client(advisor, $"Köteg{i}"), "insurance/home", house.Today.AddDays(50));
        }

        await house.Send(new RunScan(null));
        (await house.Send(clerk, Choice(advisor) with { DryRun = true })).ShouldBe(new ContractsPrepared(Many, 0, null));

        var batch = (await house.Send(clerk, Choice(advisor))).Batch.ShouldNotBeNull();
        var done = await Ended(clerk, batch.Id);

        (done.Status, done.Total, done.Made, done.Failed, done.By).ShouldBe(("done", Many, Many, 0, clerk.Name));
        using var target = new MemoryStream();
        var file = await house.Ask(clerk, new GetBatchContent(batch.Id));
        await file.Write(target, default);
        using var zip = new ZipArchive(target);
        zip.Entries.Count.ShouldBe(Many);
        zip.Entries.Select(e => e.FullName).Distinct().Count().ShouldBe(Many);
        foreach (var entry in zip.Entries.Take(3))
        {
            using var word = new ZipArchive(entry.Open());
            word.GetEntry("word/document.xml").ShouldNotBeNull();
        }

        (await house.Send(clerk, Choice(advisor) with { DryRun = true })).ShouldBe(new ContractsPrepared(0, Many, null), "what is prepared is not prepared again");
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(clerk, Choice(advisor)))).Faults.ShouldHaveSingleItem().Code.ShouldBe("batchSize");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(clerk, new ResumeBatch(batch.Id)))).Code.ShouldBe("error.batchNothingToDo");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(clerk, new CancelBatch(batch.Id)))).Code.ShouldBe("error.batchEnded");
        (await house.Count("select count(*) from kernel.audit_entry where action = 'documents.generated' and subject_id in (select id from documents.document where batch_id = $1)", batch.Id)).ShouldBe(Many);
    }

    [Fact]
    public async Task What_was_prepared_and_sent_becomes_the_contract_when_the_client_accepts_it()
    {
        var advisor = await house.Person(Role.Advisor, "Batch Adopt");
        var clerk = await house.Person(Role.BackOffice, "Adopting Clerk");
        var (_, offer) = await _given.OpenOffer(advisor);
        var batch = (await house.Send(clerk, Choice(advisor))).Batch.ShouldNotBeNull();
        await Ended(clerk, batch.Id);
        var prepared = (await Documents(offer)).ShouldHaveSingleItem();
        (await house.Send(clerk, new MarkSent([prepared.Id]))).ShouldHaveSingleItem().Status.ShouldBe("sent");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(clerk, new UploadSigned(prepared.Id, "a.pdf", "application/pdf", "%PDF-1.7"u8.ToArray())))).Code.ShouldBe("error.notAccepted");

        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));

        var contract = await HouseFixture.Eventually("the prepared paper to become the contract", async () => (await Documents(offer)).FirstOrDefault(d => d.ProcessId is not null)!, d => d is { Status: "sent" });
        (contract.Number, contract.Sha256, contract.SentAt).ShouldBe((prepared.Number, prepared.Sha256, contract.SentAt));
        (await Documents(offer)).ShouldHaveSingleItem();
        (await house.Ask(new GetOffer(offer.Id))).Process!.State.ShouldBe("awaitingSignature");
        (await house.Send(clerk, new UploadSigned(contract.Id, "a.pdf", "application/pdf", "%PDF-1.7"u8.ToArray()))).Status.ShouldBe("signed");
    }

    [Fact]
    public async Task Another_choice_of_variant_makes_another_contract()
    {
        var advisor = await house.Person(Role.Advisor, "Batch Changed");
        var (client, offer) = await _given.OpenOffer(advisor);
        await Ended(house.Administrator, (await house.Send(Choice(advisor))).Batch!.Id);
        var prepared = (await Documents(offer)).ShouldHaveSingleItem();
        await house.Count("with changed as (update documents.document set subject = jsonb_set(subject, '{variant}', '\"másik\"') where id = $1 returning 1) select count(*) from changed", prepared.Id);

        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));

        var contract = await HouseFixture.Eventually("a contract of its own", async () => (await Documents(offer)).FirstOrDefault(d => d.ProcessId is not null)!, d => d is { Status: "generated" });
        contract.Number.ShouldNotBe(prepared.Number);
        (await Documents(offer)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_failed_is_named_and_tried_again()
    {
        var advisor = await house.Person(Role.Advisor, "Batch Failing");
        var key = $"letter-{Guid.CreateVersion7().ToString("N")[^6..]}";
        var draft = (await house.Send(ShippedPolicy.Upload(ShippedPolicy.With(("{% if client.phone %}", "{% if client.name %}")), key))).Template.ShouldNotBeNull();
        await house.Send(await house.Person(Role.Manager, "Batch Approver"), new ApproveTemplate(draft.Id, null));
        var (client, _) = await _given.OpenOffer(advisor);
        var (silent, _) = await _given.OpenOffer(advisor);
        await house.Count("with cut as (update clients.client set phone = null where id = $1 returning 1) select count(*) from cut", silent.Id);

        var batch = (await house.Send(Choice(advisor) with { Template = key })).Batch.ShouldNotBeNull();
        var ended = await Ended(house.Administrator, batch.Id);

        (ended.Status, ended.Total, ended.Made, ended.Failed).ShouldBe(("done", 2, 1, 1));
        ended.Failures.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.ClientId.ShouldBe(silent.Id), f => f.Error.ShouldContain("client.phone"),
            f => f.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("template.noValue"), p => p.Facts.ShouldBe(["client.phone", "client.phone"])));
        await house.Count("with mended as (update clients.client set phone = $2 where id = $1 returning 1) select count(*) from mended", silent.Id, client.Phone);
        (await house.Send(new ResumeBatch(batch.Id))).Status.ShouldBe("running");
        ended = await Ended(house.Administrator, batch.Id);
        (ended.Status, ended.Made, ended.Failed).ShouldBe(("done", 2, 0));
    }

    [Fact]
    public async Task Stopped_by_a_person_it_keeps_what_is_there()
    {
        var advisor = await house.Person(Role.Advisor, "Batch Cancelled");
        await _given.OpenOffer(advisor);
        var batch = (await house.Send(Choice(advisor))).Batch.ShouldNotBeNull();
        await Ended(house.Administrator, batch.Id);
        await house.Count("with again as (update documents.batch set status = 'stopped' where id = $1 returning 1) select count(*) from again", batch.Id);

        (await house.Send(new CancelBatch(batch.Id))).Status.ShouldBe("cancelled");
        (await house.Ask(new GetBatch(batch.Id))).ShouldSatisfyAllConditions(b => b.Status.ShouldBe("cancelled"), b => b.Made.ShouldBe(1));
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ResumeBatch(batch.Id)))).Code.ShouldBe("error.batchNothingToDo");
    }

    [Fact]
    public async Task A_choice_that_can_t_be_made_names_its_field()
    {
        var advisor = await house.Person(Role.Advisor, "Batch Choosing");
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(advisor, Choice(advisor)));
        foreach (var (wrong, field) in new[]
        {
            (Choice(advisor) with { Line = "nosuch" }, "line"), (Choice(advisor) with { Template = "nosuch" }, "offers"), (Choice(advisor) with { Product = "lending/loan" }, "product"),
            (Choice(advisor) with { Advisor = "x@y.example" }, "advisor"),
        })
        {
            (await Should.ThrowAsync<InvalidInputException>(() => house.Send(wrong))).Faults.ShouldHaveSingleItem().Field.ShouldBe(field);
        }

        await _given.OpenOffer(advisor);
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(Choice(advisor) with { Template = "nosuch" }))).Faults.ShouldHaveSingleItem().Field.ShouldBe("template");
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(new GetBatch(Guid.CreateVersion7())));
    }

    private PrepareContracts Choice(Actor advisor) => new("insurance", "new-policy", null, house.Emails[advisor.UserId!.Value], null, false);

    private async Task<IReadOnlyList<DocumentView>> Documents(OfferView offer) => (await house.Ask(new ListDocuments(null, offer.Id, null, null, 10))).Items;

    private Task<BatchView> Ended(Actor actor, Guid id) => HouseFixture.Eventually("the batch to end", () => house.Ask(actor, new GetBatch(id)), b => b.Status != "running");
}
