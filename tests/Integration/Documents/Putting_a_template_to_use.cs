using System.IO.Compression;
using CrossSell.Documents.Messages;
using CrossSell.Host.Composition;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;

namespace CrossSell.Integration.Documents;

[Collection("house")]
public sealed class Putting_a_template_to_use(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task A_file_with_faults_is_shown_with_them_and_not_kept()
    {
        var clerk = await house.Person(Role.BackOffice, "Faulty");
        var before = await house.Ask(new ListTemplates());

        var upload = await house.Send(clerk, ShippedPolicy.Upload(ShippedPolicy.With(("{{ client.name", "{{ klient.name"), ("Kiegészítő", "Kiegészítő"))));

        upload.Template.ShouldBeNull();
        var problem = upload.Problems[0];
        problem.Message.ShouldContain("Did you mean “client.name”?");
        problem.Where.ShouldNotBeNull().ShouldContain("table");
        upload.Text.ShouldContain(l => l.Part == problem.Part && l.Paragraph == problem.Paragraph && l.Text.Contains("klient.name", StringComparison.Ordinal));
        (await house.Ask(new ListTemplates())).Count.ShouldBe(before.Count);
        (await house.Send(clerk, ShippedPolicy.Upload([1, 2, 3]))).Problems.ShouldHaveSingleItem().Message.ShouldBe("The file is not a Word document (.docx).");
    }

    [Fact]
    public async Task A_new_version_is_used_from_its_day_once_a_second_person_approved_it()
    {
        var advisor = await house.Person(Role.Advisor, "Template");
        var clerk = await house.Person(Role.BackOffice, "Uploader");
        var manager = await house.Person(Role.Manager, "Approver");
        var earlier = await Accepted(advisor);

        var draft = (await house.Send(clerk, ShippedPolicy.Upload(ShippedPolicy.With(("Biztosítási szerződés", "Új szerződés"))))).Template.ShouldNotBeNull();
        (draft.Status, draft.InUse, draft.UploadedBy).ShouldBe(("draft", false, clerk.Name));
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(clerk, new ApproveTemplate(draft.Id, null)));
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(manager, new ApproveTemplate(draft.Id, house.Today.AddDays(-1))))).Faults.ShouldHaveSingleItem().Field.ShouldBe("effectiveFrom");
        await house.Send(manager, new ApproveTemplate(draft.Id, house.Today.AddDays(1)));
        (await Should.ThrowAsync<ConflictException>(() => house.Send(manager, new RejectTemplate(draft.Id, "késő")))).Code.ShouldBe("error.templateDecided");

        (await Accepted(advisor)).TemplateVersion.ShouldBe(earlier.TemplateVersion);
        house.Clock.Advance(TimeSpan.FromDays(1));
        var later = await Accepted(advisor);

        later.TemplateVersion.ShouldBe(draft.Version);
        (await house.Ask(new GetTemplate(draft.Id))).Template.ShouldSatisfyAllConditions(t => t.InUse.ShouldBeTrue(), t => t.Made.ShouldBe(1), t => t.DecidedBy.ShouldBe(manager.Name));
        foreach (var document in new[] { earlier, later })
        {
            (await house.Ask(advisor, new CheckDocument(document.Id))).ShouldSatisfyAllConditions(c => c.Same.ShouldBeTrue(), c => c.Again.ShouldBe(document.Sha256));
        }

        await HouseSetup.Prepare(house.Services, new HostSettings(string.Empty, "http://127.0.0.1:0", false, null, Repository.Plugins), default);
        (await house.Ask(new GetTemplate(draft.Id))).Template.InUse.ShouldBeTrue("starting the house again does not put the product line's own version back");
    }

    [Fact]
    public async Task Whoever_uploaded_a_template_does_not_approve_it()
    {
        var administrator = await house.Person(Role.Administrator, "Alone");
        var draft = (await house.Send(administrator, ShippedPolicy.Upload(ShippedPolicy.With(("Biztosítási szerződés", "Egyedül"))))).Template.ShouldNotBeNull();

        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(administrator, new ApproveTemplate(draft.Id, null)))).Code.ShouldBe("error.secondPerson");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(administrator, ShippedPolicy.Upload(ShippedPolicy.With(("Biztosítási szerződés", "Egyedül")))))).Code.ShouldBe("error.templateUnchanged");
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(administrator, new RejectTemplate(draft.Id, " ")))).Faults.ShouldHaveSingleItem().Field.ShouldBe("note");
        (await house.Send(await house.Person(Role.Manager, "Second"), new RejectTemplate(draft.Id, "Nem ez a cím."))).Note.ShouldBe("Nem ez a cím.");
    }

    [Fact]
    public async Task A_version_is_compared_and_tried_on_a_real_offer_of_one_s_own()
    {
        var advisor = await house.Person(Role.Advisor, "Preview");
        var stranger = await house.Person(Role.Advisor, "Stranger");
        var clerk = await house.Person(Role.BackOffice, "Comparer");
        var (client, offer) = await _given.OpenOffer(advisor);
        var all = await house.Ask(new ListTemplates());
        var first = all.Single(t => t is { Line: "insurance", Key: "new-policy", Language: "hu", Version: 1 });
        var draft = (await house.Send(clerk, ShippedPolicy.Upload(ShippedPolicy.With(("Biztosítási szerződés", "Próba {{ client.kind }}"), ("{{ client.phone", "{{ client.email"))))).Template.ShouldNotBeNull();

        var changes = await house.Ask(new CompareTemplates(draft.Id, first.Id));
        changes.Lines.Where(l => l.Kind == "added").ShouldContain(l => l.Text.Contains("Próba", StringComparison.Ordinal));
        changes.Lines.Where(l => l.Kind == "removed").ShouldContain(l => l.Text == "Biztosítási szerződés");

        var subject = new DocumentSubject(client.Id, offer.Id, advisor.UserId!.Value, offer.Product, offer.Variant, "hu");
        var preview = await house.Ask(advisor, new PreviewTemplate(draft.Id, subject, Pdf: false));
        Xml(preview.Content).ShouldContain("Próba person");
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(stranger, new PreviewTemplate(draft.Id, subject, Pdf: false)));
        (await house.Ask(new ListTemplateFields())).Single(f => f.Name == "offer.covers.name").ShouldSatisfyAllConditions(f => f.Write.ShouldBe("{{ cover.name }}"), f => f.Filters.ShouldContain("upcase"));
    }

    [Fact]
    public async Task A_product_line_adds_the_fields_of_its_contracts()
    {
        var (advisor, clerk) = (await house.Person(Role.Advisor, "Line Fields"), await house.Person(Role.BackOffice, "Line Fields Clerk"));
        var key = $"fields-{Guid.CreateVersion7().ToString("N")[^6..]}";
        var file = ShippedPolicy.With(("{% include \"general-terms\" %}", "–"), ("Biztosítási szerződés", "Cím: {{ contract.fields.propertyAddress | default: \"nincs\" }}, {{ contract.fields.floorArea | default: 0 | number }} m2"));
        (await house.Ask(new ListTemplateFields("insurance"))).Single(f => f.Name == "contract.fields.sumInsured").Type.ShouldBe("money");
        (await house.Ask(new ListTemplateFields())).ShouldNotContain(f => f.Name.StartsWith("contract.fields", StringComparison.Ordinal));
        (await house.Send(clerk, ShippedPolicy.Upload(file, key) with { Line = "lending" })).Problems.Select(p => p.Message).ShouldContain(m => m.Contains("contract.fields", StringComparison.Ordinal));

        var draft = (await house.Send(clerk, ShippedPolicy.Upload(file, key))).Template.ShouldNotBeNull();
        var client = await _given.Client(advisor);
        await house.Send(new AddContract(new ContractData(
            null, client.Id, "insurance/home", null, "elsewhere", "Másik", "K-9", house.Today.AddYears(-1), house.Today.AddDays(50), null, null,
            new Dictionary<string, string> { ["propertyAddress"] = "1011 Budapest, Fő utca 1.", ["floorArea"] = "72.5" })));
        await house.Send(new RunScan(null));
        var offer = (await house.Ask(new ListOffers(client.Id, OfferStatus.Open, null, null, null, 10))).Items.Single();
        var subject = new DocumentSubject(client.Id, offer.Id, advisor.UserId!.Value, offer.Product, offer.Variant, "hu");

        Xml((await house.Ask(advisor, new PreviewTemplate(draft.Id, subject, Pdf: false))).Content).ShouldContain("Cím: 1011 Budapest, Fő utca 1., 72,5 m2");
    }

    [Fact]
    public async Task Only_known_lines_sound_keys_and_languages_are_taken()
    {
        var faults = (await Should.ThrowAsync<InvalidInputException>(() => house.Send(new UploadTemplate("nosuch", "Rossz Kulcs", "de", "x.docx", ShippedPolicy.With())))).Faults;
        faults.Select(f => f.Field).ShouldBe(["line", "key", "language"], ignoreOrder: true);
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(new GetTemplate(Guid.CreateVersion7())));
    }

    private async Task<DocumentView> Accepted(Actor advisor)
    {
        var (_, offer) = await _given.OpenOffer(advisor);
        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));
        return await HouseFixture.Eventually("the contract to be generated", async () => (await house.Ask(new ListDocuments(null, offer.Id, null, null, 1))).Items.FirstOrDefault()!, d => d is { Status: "generated" });
    }

    private static string Xml(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return reader.ReadToEnd();
    }
}
