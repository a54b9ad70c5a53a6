using System.IO.Compression;
using CrossSell.Documents.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Integration.Documents;

/// <summary>The general terms of the insurance line are a template of their own, and part of every policy.</summary>
[Collection("house")]
public sealed class Including_general_terms(HouseFixture house)
{
    private const string Terms = "general-terms", File = "general-terms.hu.docx", Opening = "Ezek a feltételek";
    private readonly Given _given = new(house);

    [Fact]
    public async Task A_policy_carries_the_terms_in_use_on_its_day_and_keeps_them()
    {
        var advisor = await house.Person(Role.Advisor, "Terms Advisor");
        var clerk = await house.Person(Role.BackOffice, "Terms Clerk");
        var earlier = await Accepted(advisor);
        (await Text(advisor, earlier)).ShouldContain(Opening);

        var draft = (await house.Send(clerk, ShippedPolicy.Upload(ShippedPolicy.Changed(File, (Opening, "Az új feltételek")), Terms))).Template.ShouldNotBeNull();
        await house.Send(await house.Person(Role.Manager, "Terms Approver"), new ApproveTemplate(draft.Id, house.Today.AddDays(1)));
        (await Text(advisor, await Accepted(advisor))).ShouldContain(Opening);
        house.Clock.Advance(TimeSpan.FromDays(1));
        var later = await Accepted(advisor);

        (await Text(advisor, later)).ShouldContain("Az új feltételek");
        foreach (var document in new[] { earlier, later })
        {
            (await house.Ask(advisor, new CheckDocument(document.Id))).ShouldSatisfyAllConditions(c => c.Same.ShouldBeTrue(), c => c.Again.ShouldBe(document.Sha256));
        }

        (await house.Ask(new GetTemplate(draft.Id))).ShouldSatisfyAllConditions(d => d.Template.InUse.ShouldBeTrue(), d => d.Template.Made.ShouldBe(1), d => d.IncludedBy.ShouldContain(l => l.Key == "new-policy"));
    }

    [Fact]
    public async Task A_template_shows_what_it_includes_and_counts_its_fields()
    {
        var policy = (await house.Ask(new ListTemplates())).Single(t => t is { Line: "insurance", Key: "new-policy", Language: "en", Version: 1 });
        var details = await house.Ask(new GetTemplate(policy.Id));
        details.Includes.ShouldHaveSingleItem().Key.ShouldBe(Terms);
        details.IncludedBy.ShouldBeEmpty();

        var advisor = await house.Person(Role.Advisor, "Terms Preview");
        var (client, offer) = await _given.OpenOffer(advisor);
        var preview = await house.Ask(advisor, new PreviewTemplate(policy.Id, new(client.Id, offer.Id, advisor.UserId!.Value, offer.Product, offer.Variant, "en"), Pdf: false));
        Xml(preview.Content).ShouldContain("General terms and conditions");
    }

    [Fact]
    public async Task An_included_template_is_checked_when_it_is_uploaded_and_may_not_include_others()
    {
        var clerk = await house.Person(Role.BackOffice, "Terms Faulty");
        (await house.Send(clerk, ShippedPolicy.Upload(ShippedPolicy.Changed(File, (Opening, "{{ klient.name }}")), Terms))).Problems.ShouldHaveSingleItem().Message.ShouldContain("client.name");
        (await house.Send(clerk, ShippedPolicy.Upload(ShippedPolicy.With(), Terms))).Problems.ShouldHaveSingleItem().Message.ShouldContain("cannot include a third");
        (await house.Send(clerk, ShippedPolicy.Upload(ShippedPolicy.With(("general-terms", "general-trems"))))).Problems.ShouldHaveSingleItem().Message.ShouldContain("Did you mean “general-terms”?");
    }

    private async Task<DocumentView> Accepted(Actor advisor)
    {
        var (_, offer) = await _given.OpenOffer(advisor);
        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));
        return await HouseFixture.Eventually("the contract to be generated", async () => (await house.Ask(new ListDocuments(null, offer.Id, null, null, 1))).Items.FirstOrDefault()!, d => d is { Status: "generated" });
    }

    private async Task<string> Text(Actor advisor, DocumentView document) => Xml((await house.Ask(advisor, new GetDocumentContent(document.Id, Signed: false))).Content);

    private static string Xml(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return reader.ReadToEnd();
    }
}
