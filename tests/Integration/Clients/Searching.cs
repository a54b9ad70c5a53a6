using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Integration.Clients;

[Collection("house")]
public sealed class Searching(HouseFixture house)
{
    private static int _count;
    private readonly Given _given = new(house);

    [Theory]
    [InlineData("Kövesligeti-Ágh Béla")]
    [InlineData("béla kövesligeti-ágh")]
    [InlineData("KOVESLIGETI")]
    [InlineData("kovesligeti be")]
    [InlineData("be kovesligeti")]
    [InlineData("agh bel")]
    [InlineData("köves ág")]
    public async Task Finds_a_name_in_any_accent_and_order_and_unfinished(string typed)
    {
        var (advisor, client) = await Bela();

        var found = await house.Ask(advisor, new Search(typed, 8));

        found.Guessed.ShouldBeFalse();
        found.Items.ShouldHaveSingleItem().ClientId.ShouldBe(client.Id);
        (await house.Ask(advisor, new FindClients(typed, null, null, 10))).Items.ShouldHaveSingleItem().Id.ShouldBe(client.Id);
    }

    [Theory]
    [InlineData("Kövesligetti")]
    [InlineData("kövseligeti")]
    [InlineData("kovesliget bela")]
    [InlineData("kövesligeti béka")]
    [InlineData("bléa kövsligeti")]
    public async Task Forgives_a_slip_a_word(string typed)
    {
        var (advisor, client) = await Bela();

        var found = await house.Ask(advisor, new Search(typed, 8));

        found.Items.ShouldHaveSingleItem().ClientId.ShouldBe(client.Id);
        (await house.Ask(advisor, new FindClients(typed, null, null, 10))).Items.ShouldHaveSingleItem().Id.ShouldBe(client.Id);
    }

    [Theory]
    [InlineData("06 30 987 6534")]
    [InlineData("+36 30 978 6543")]
    [InlineData("30 987 65434")]
    [InlineData("bela.kovesliegti@{0}")]
    [InlineData("belakovesligeti@{0}")]
    [InlineData("1122334-1-42")]
    [InlineData("11223344-2-42")]
    public async Task Forgives_a_slip_in_a_whole_number_or_address(string typed)
    {
        var (advisor, client) = await Bela();
        var meant = string.Format(System.Globalization.CultureInfo.InvariantCulture, typed, client.Email!.Split('@')[1]);

        var found = await house.Ask(advisor, new Search(meant, 8));

        found.Guessed.ShouldBeTrue(meant);
        found.Items.ShouldHaveSingleItem().ClientId.ShouldBe(client.Id);
        found.Items[0].Matched.ShouldNotBeNull();
        (await house.Ask(advisor, new FindClients(meant, null, null, 10))).Items.ShouldHaveSingleItem().Id.ShouldBe(client.Id);
        (await house.Ask(await house.Person(Role.Advisor, "Search Slip Stranger"), new Search(meant, 8))).Items.ShouldBeEmpty("nothing out of scope is guessed");
    }

    [Theory]
    [InlineData("06 30 987 6543", "phone")]
    [InlineData("+36-30/987-6543", "phone")]
    [InlineData("30987", "phone")]
    [InlineData("987 6543", "phone")]
    [InlineData("Bela.Kovesligeti@", "email")]
    [InlineData("q-77/", "externalId")]
    [InlineData("11223344-1", "taxNumber")]
    public async Task Finds_by_number_and_address_in_any_writing(string typed, string field)
    {
        var (advisor, client) = await Bela();

        var hit = (await house.Ask(advisor, new Search(typed, 8))).Items.ShouldHaveSingleItem();

        hit.ClientId.ShouldBe(client.Id);
        hit.Matched.ShouldNotBeNull().Field.ShouldBe(field);
        hit.Matched.Marks.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Finds_a_contract_by_its_number_and_by_the_identifiers_among_its_fields_until_they_change()
    {
        var (advisor, client) = await Bela();
        var plate = $"AA{Letters()}-{Random.Shared.Next(100, 999)}";
        var number = $"KB-{Guid.CreateVersion7():N}";
        var contract = await house.Send(new AddContract(new ContractData(
            null, client.Id, "insurance/motor-liability", null, "elsewhere", null, number, house.Today, null, null, null, new Dictionary<string, string> { ["plate"] = plate, ["vehicle"] = "Suzuki Vitara 1.4" })));

        var byNumber = (await house.Ask(advisor, new Search(number.Replace("-", " "), 8))).Items.ShouldHaveSingleItem();
        byNumber.Group.ShouldBe("contract");
        byNumber.ContractId.ShouldBe(contract.Id);
        byNumber.Matched.ShouldNotBeNull().Value.ShouldBe(number);
        var byPlate = (await house.Ask(advisor, new Search(plate.ToLowerInvariant().Replace("-", string.Empty), 8))).Items.ShouldHaveSingleItem();
        byPlate.Matched.ShouldNotBeNull().Field.ShouldBe("plate");
        byPlate.Matched.Value.ShouldBe(plate);
        var digits = plate.ToCharArray();
        digits[^1] = digits[^1] == '9' ? '8' : (char)(digits[^1] + 1);
        foreach (var (typed, of) in new[] { (new string(digits), "plate"), (number[..^2] + number[^1] + number[^2], "number"), (number + "7", "number") })
        {
            if (typed != number)
            {
                var slipped = await house.Ask(advisor, new Search(typed, 8));
                slipped.Guessed.ShouldBeTrue(typed);
                slipped.Items.ShouldHaveSingleItem().Matched.ShouldNotBeNull().Field.ShouldBe(of);
            }
        }

        (await house.Ask(advisor, new FindClients(plate, null, null, 10))).Items.ShouldHaveSingleItem().Id.ShouldBe(client.Id);

        await house.Send(new ChangeContract(contract.Id, new ContractData(null, null, null, null, null, null, null, null, null, null, null, new Dictionary<string, string> { ["plate"] = "XYZ-987" }), null));
        (await house.Ask(advisor, new Search(plate, 8))).Items.ShouldBeEmpty();
        (await house.Ask(advisor, new Search("xyz987", 8))).Items.ShouldHaveSingleItem().ContractId.ShouldBe(contract.Id);
    }

    [Fact]
    public async Task What_is_imported_changed_and_given_to_a_colleague_is_found_as_it_stands()
    {
        var team = "Team " + Guid.CreateVersion7();
        var advisor = await house.Person(Role.Advisor, "Search Own", team);
        var colleague = await house.Person(Role.Advisor, "Search Colleague", team);
        var id = $"IMP-{Guid.CreateVersion7():N}";
        async Task Import(string family) => (await house.Send(new ImportClients(System.Text.Encoding.UTF8.GetBytes(
            $"external_id,kind,given_name,family_name,advisor\n{id},person,Zsófia,{family},{house.Emails[advisor.UserId!.Value]}\n"), false, true))).Rejected.ShouldBeEmpty();

        await Import("Hetesváry");
        var client = (await house.Ask(advisor, new Search("hetesvary zs", 8))).Items.ShouldHaveSingleItem();
        await Import("Nyolcasváry");
        (await house.Ask(advisor, new Search("hetesvary zsofia", 8))).Items.ShouldBeEmpty();
        (await house.Ask(advisor, new Search("nyolcasvary", 8))).Items.ShouldHaveSingleItem().ClientId.ShouldBe(client.ClientId);

        await house.Send(new ChangeClient(client.ClientId, Nothing with { Advisor = house.Emails[colleague.UserId!.Value] }, null));
        (await house.Ask(advisor, new Search("nyolcasvary", 8))).Items.ShouldBeEmpty();
        (await house.Ask(colleague, new Search("nyolcasvary", 8))).Items.ShouldHaveSingleItem().ClientId.ShouldBe(client.ClientId);
    }

    [Fact]
    public async Task Shows_nothing_out_of_scope_however_it_is_searched()
    {
        var (_, client) = await Bela();
        var contract = await _given.Contract(client, "insurance/home", null);
        var stranger = await house.Person(Role.Advisor, "Search Stranger");

        foreach (var typed in new[] { "kövesligeti", "kövseligeti", "06309876543", client.Email!, client.ExternalId!, "11223344", contract.Number!, "vesliget" })
        {
            (await house.Ask(stranger, new Search(typed, 8))).Items.ShouldBeEmpty(typed);
            (await house.Ask(stranger, new FindClients(typed, null, null, 10))).Items.ShouldBeEmpty(typed);
        }
    }

    [Fact]
    public async Task A_page_follows_the_other_without_a_gap_or_a_repetition()
    {
        var advisor = await house.Person(Role.Advisor, "Search Pages");
        var made = new List<Guid>();
        foreach (var given in new[] { "Anna Annamária", "Anna", "Béla", "Annabella", "Cecil Anna", "Dóra", "Anna Zoé" })
        {
            made.Add((await _given.Client(advisor, given)).Id);
        }

        foreach (var query in new[] { "anna", "kovács", "kovács an", "t" })
        {
            var all = (await house.Ask(advisor, new FindClients(query, null, null, 200))).Items.Select(c => c.Id).ToList();
            var paged = new List<Guid>();
            Page<ClientItem>? page = null;
            do
            {
                page = await house.Ask(advisor, new FindClients(query, null, page?.Next, 2));
                paged.AddRange(page.Items.Select(c => c.Id));
            }
            while (page.Next is not null);

            paged.ShouldBe(all, query);
            paged.ShouldBeUnique(query);
        }

        (await house.Ask(advisor, new FindClients("kovács", null, null, 200))).Items.Select(c => c.Id).ShouldBe(made, ignoreOrder: true);
        await Should.ThrowAsync<InvalidInputException>(() => house.Ask(advisor, new FindClients("kovács", null, "zz", 2)));
    }

    [Fact]
    public async Task Wildcards_and_endless_texts_find_nothing()
    {
        foreach (var typed in new[] { "%", "_", "%%%%", new string('a', 5000), "' or 1=1 --", "\\" })
        {
            (await house.Ask(new Search(typed, 8))).Items.ShouldBeEmpty(typed);
        }
    }

    private async Task<(Actor Advisor, ClientView Client)> Bela()
    {
        var advisor = await house.Person(Role.Advisor, "Search Advisor");
        var number = Interlocked.Increment(ref _count);
        var client = await house.Send(advisor, new AddClient(new ClientData(
            $"Q-77/{Guid.CreateVersion7():N}", "person", "Béla", "Kövesligeti-Ágh", null, new DateOnly(1971, 2, 3), "11223344-1-42", $"bela.kovesligeti@pelda{number}.example", "+36309876543",
            null, "hu", null, [], [])));
        return (advisor, client);
    }

    private static string Letters() => string.Concat(Enumerable.Range(0, 2).Select(_ => (char)('A' + Random.Shared.Next(26))));

    private static readonly ClientData Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
}
