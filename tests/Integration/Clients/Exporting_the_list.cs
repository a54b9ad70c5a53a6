using System.Net.Http.Headers;
using System.Text;
using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrossSell.Integration.Clients;

[Collection("house")]
public sealed class Exporting_the_list(HouseFixture house)
{
    [Fact]
    public async Task Gives_what_the_list_shows_to_whoever_may_have_it_and_stands_in_the_audit()
    {
        var advisor = await house.Person(Role.Advisor, "Export Advisor", "Exports");
        var manager = await house.Person(Role.Manager, "Export Manager", "Exports");
        var other = await house.Person(Role.Advisor, "Export Elsewhere", "Other exports");
        for (var i = 0; i < 3; i++)
        {
            await Add(advisor, $"Kivitt{(char)('a' + i)}", "Pécs");
        }

        await Add(advisor, "Máshol", "Győr");
        await Add(other, "Idegen", "Pécs");

        var text = await Csv(manager, "city=P%C3%A9cs&sort=-name&columns=city,email");
        text.ShouldBe("\uFEFFname,city,email\r\nKiviteli Kivittc,Pécs,\r\nKiviteli Kivittb,Pécs,\r\nKiviteli Kivitta,Pécs,\r\n");
        (await house.Count("select count(*) from kernel.pub_audit where action = 'clients.exported' and actor_id = $1 and after like '%Pécs%' and after like '%\"rows\":3%'", manager.UserId)).ShouldBe(1);

        var searched = await Csv(manager, "q=Kivitta&columns=city");
        searched.ShouldContain("Kivitta");
        (await house.Count("select count(*) from kernel.pub_audit where action = 'clients.exported' and actor_id = $1 and after like '%Kivitta%'", manager.UserId)).ShouldBe(0);

        await Should.ThrowAsync<NotAllowedException>(house.Send(advisor, new ExportClients(new ClientFilter(), null, [], "csv", 0)));
        (await Get(advisor, "format=csv")).Status.ShouldBe(403);
        (await Get(manager, "format=pdf")).Status.ShouldBe(400);
        (await Get(manager, "columns=shoeSize")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Is_a_workbook_that_others_read_and_holds_no_formula()
    {
        var advisor = await house.Person(Role.Advisor, "Export Book", "Books");
        var manager = await house.Person(Role.Manager, "Export Book Manager", "Books");
        await Add(advisor, "=HYPERLINK(\"http://evil.example\";\"x\")", "-1+1");

        var csv = await Csv(manager, "columns=city,phone");
        csv.ShouldContain("'-1+1");
        csv.ShouldContain(",+36");

        using var book = SpreadsheetDocument.Open(new MemoryStream((await Get(manager, "format=xlsx&columns=city,phone,createdAt")).Content), false);
        new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book).ShouldBeEmpty();
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().ToList();
        rows.Count.ShouldBe(2);
        rows[0].Descendants<Cell>().Select(c => c.InnerText).ShouldBe(["name", "city", "phone", "createdAt"]);
        rows[1].Descendants<Cell>().Take(3).ShouldAllBe(c => c.DataType! == CellValues.InlineString && c.CellFormula == null);
        var added = rows[1].Descendants<Cell>().Last();
        added.DataType.ShouldBeNull("a day is a number with the format of a day");
        DateOnly.FromDateTime(DateTime.FromOADate(double.Parse(added.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture))).ShouldBeInRange(house.Today.AddDays(-1), house.Today);
        rows[1].InnerText.ShouldContain("=HYPERLINK");
    }

    [Fact]
    public async Task Reads_all_pages()
    {
        var advisor = await house.Person(Role.Advisor, "Export Pages", "Pages");
        var manager = await house.Person(Role.Manager, "Export Pages Manager", "Pages");
        var email = house.Emails[advisor.UserId!.Value];
        var rows = string.Concat(Enumerable.Range(0, 1201).Select(i => $"EXP-{i:0000}-{advisor.UserId:N},person,Lap{i:0000},Sok,{email}\n"));
        await house.Send(new ImportClients(Encoding.UTF8.GetBytes("external_id,kind,given_name,family_name,advisor\n" + rows), false, false));

        var lines = (await Csv(manager, "columns=externalId")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        lines.Length.ShouldBe(1202);
        lines.Skip(1).ShouldBe(lines.Skip(1).Distinct());
    }

    private Task<ClientView> Add(Actor advisor, string given, string city) => house.Send(advisor, new AddClient(new ClientData(
        null, "person", given, "Kiviteli", null, null, null, null, "+36201112222", new AddressData("HU", null, city, null), "hu", null, [], null)));

    private async Task<string> Csv(Actor actor, string query)
    {
        var (status, content) = await Get(actor, query);
        status.ShouldBe(200, Encoding.UTF8.GetString(content));
        return Encoding.UTF8.GetString(content);
    }

    private async Task<(int Status, byte[] Content)> Get(Actor actor, string query)
    {
        using var http = new HttpClient { BaseAddress = new Uri(house.Address, "api/v1/"), Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await house.Send(new CreateToken(house.Emails[actor.UserId!.Value], 2)));
        using var answer = await http.GetAsync("clients/export?" + query);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }
}
