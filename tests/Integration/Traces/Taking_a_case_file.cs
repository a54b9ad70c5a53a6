using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using CrossSell.Clients.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Host.Export;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Traces;

/// <summary>All there is about one offer, as one ZIP that proves itself.</summary>
[Collection("traces")]
public sealed class Taking_a_case_file(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Holds_the_offers_that_led_to_it_the_contacts_the_consents_the_documents_and_their_hashes()
    {
        var advisor = await house.Person(Role.Advisor, "Case Worker");
        var (client, first) = await _given.OpenOffer(advisor);
        await house.Send(advisor, new RecordOutcome(first.Id, Outcome.Rejected, "price", "Drágállja most", null, null, null), "case-no-" + first.Id);
        await house.Send(advisor, new ChangeClient(client.Id, Nothing with { Consents = [new ConsentData("email", "service", true)] }, null));
        var led = (await house.Ask(new ListOffers(client.Id, OfferStatus.Open, null, null, null, 10))).Items.Single(o => o.ParentId == first.Id);
        await house.Send(advisor, new RecordOutcome(led.Id, Outcome.Accepted, null, null, null, null, null), "case-yes-" + led.Id);
        var document = await HouseFixture.Eventually("the contract to be generated", async () => (await house.Ask(new ListDocuments(null, led.Id, null, null, 1))).Items.FirstOrDefault()!, d => d is { Status: "generated" });

        var files = await Taken(advisor, led.Id);

        var record = JsonNode.Parse(files["case.json"])!;
        record["offers"]!.AsArray().Select(o => (string?)o!["id"]).ShouldBe([first.Id.ToString(), led.Id.ToString()]);
        record["offers"]![0]!["attempts"]![0]!["note"]!.ToString().ShouldBe("Drágállja most");
        record["consents"]!.AsArray().ShouldContain(c => (string?)c!["channel"] == "email" && (bool)c["granted"]!);
        record["history"]!.AsArray().Select(h => (string?)h!["action"]).ShouldBe(
            (await house.Ask(new GetClientHistory(client.Id, [], null, null, null, null, 100))).Items.Reverse().Select(i => i.Entry)
                .Where(e => e.SubjectKind is "offer" or "document" or "process" || e.Action == "clients.changed" || (e.After?.Contains("consents", StringComparison.Ordinal) ?? false) || (e.After?.Contains("offerId", StringComparison.Ordinal) ?? false))
                .Select(e => e.Action));
        files["case.html"].ShouldContain("Drágállja most");
        files["case.html"].ShouldContain(client.Name);
        files["case.html"].ShouldContain(document.Number);
        Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(files["documents/" + document.FileName]))).ShouldBe(document.Sha256);
        var manifest = JsonNode.Parse(files["manifest.json"])!["files"]!.AsArray();
        manifest.Select(f => (string?)f!["name"]).ShouldBe(["case.html", "case.json", "documents/" + document.FileName]);
        manifest.ShouldAllBe(f => (string?)f!["sha256"] == Convert.ToHexStringLower(SHA256.HashData(Bytes(files, (string)f["name"]!))));
        (await house.Ask(new ReadAudit(led.Id, null, null, null, 1))).Items.Single().Entry.ShouldSatisfyAllConditions(e => e.Action.ShouldBe("offers.caseTaken"), e => e.ActorId.ShouldBe(advisor.UserId));
    }

    [Fact]
    public async Task Holds_the_mails_as_they_went_out()
    {
        var advisor = await house.Person(Role.Advisor, "Case Writer");
        var (client, offer) = await _given.OpenOffer(advisor);
        await house.Send(advisor, new ChangeClient(client.Id, Nothing with { Email = "olvas@case.example", Consents = [new ConsentData("email", "service", true), new ConsentData("email", "marketing", true)] }, null));
        var sent = await house.Send(advisor, new SendOffer(offer.Id, "email"));
        await HouseFixture.Eventually("the mail to go out", () => house.Ask(new GetMail(sent.MailId)), m => m.Mail.Status == MailStatus.Sent);
        var letter = (await house.Ask(new GetMail(sent.MailId))).Text!;

        var files = await Taken(advisor, offer.Id);

        var record = JsonNode.Parse(files["case.json"])!;
        record["mails"]!.AsArray().ShouldHaveSingleItem()!["text"]!.ToString().ShouldBe(letter);
        record["history"]!.AsArray().ShouldContain(h => (string?)h!["action"] == "mail.sent");
        files["case.html"].ShouldContain("olvas@case.example");
        files["case.html"].ShouldContain(HtmlEncoder.Create(UnicodeRanges.All).Encode(letter.Split('\n').First(l => l.Contains(client.Name, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Is_not_there_for_who_may_not_see_the_client()
    {
        var advisor = await house.Person(Role.Advisor, "Case Owner");
        var (_, offer) = await _given.OpenOffer(advisor);

        await Should.ThrowAsync<NotFoundException>(async () => await Taken(await house.Person(Role.Advisor, "Case Stranger"), offer.Id));

        (await house.Ask(new ReadAudit(offer.Id, null, null, null, 10))).Items.ShouldNotContain(i => i.Entry.Action == "offers.caseTaken");
    }

    private static ClientData Nothing { get; } = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static byte[] Bytes(Dictionary<string, string> files, string name) =>
        name.StartsWith("documents/", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(files[name]) : Encoding.UTF8.GetBytes(files[name]);

    private async Task<Dictionary<string, string>> Taken(Actor by, Guid offer)
    {
        await using var scope = house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = by;
        var file = await scope.ServiceProvider.GetRequiredService<CaseFile>().Make(offer, default);
        using var stream = new MemoryStream();
        await file.Write(stream, default);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var reader = new StreamReader(e.Open(), e.FullName.StartsWith("documents/", StringComparison.Ordinal) ? Encoding.Latin1 : Encoding.UTF8);
            return reader.ReadToEnd();
        });
    }
}
