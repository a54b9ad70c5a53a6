using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Integration.Clients;

[Collection("house")]
public sealed class Finding_duplicates(HouseFixture house)
{
    private static readonly ClientData Blank = new(null, "person", null, null, null, null, null, null, null, null, null, null, null, null);

    [Fact]
    public async Task Says_which_clients_look_alike_and_why_the_likeliest_first()
    {
        var advisor = await house.Person(Role.Advisor, "Alike Advisor");
        var same = await Add(advisor, Person("Virágh", "Tünde", new DateOnly(1984, 3, 9)) with { Email = "tunde@alike.example" });
        var similar = await Add(advisor, Person("Virág", "Tünde", new DateOnly(1984, 3, 9)));
        var namesake = await Add(advisor, Person("Virágh", "Tünde", new DateOnly(1955, 1, 1)));
        await Add(advisor, Person("Virágh", "Tamás", new DateOnly(1984, 3, 9)));

        var found = await house.Ask(advisor, new FindAlike(Person("VIRAGH", "tunde", new DateOnly(1984, 3, 9)) with { Email = "Tunde@Alike.example" }, null));

        found.Items.Select(a => a.Client.Id).ShouldBe([same.Id, similar.Id, namesake.Id]);
        found.Items[0].Reasons.ShouldBe(["nameAndBirthDate", "email"]);
        found.Items[1].Reasons.ShouldBe(["similarNameAndBirthDate"]);
        found.Items[2].Reasons.ShouldBe(["name"]);
        found.Items.Select(a => a.Score).ShouldBe([100, 70, 10]);
        (await house.Ask(advisor, new FindAlike(Person("Virágh", "Tünde", new DateOnly(1984, 3, 9)), same.Id))).Items.ShouldNotContain(a => a.Client.Id == same.Id);
    }

    [Fact]
    public async Task Compares_a_half_filled_form_by_whatever_it_has()
    {
        var advisor = await house.Person(Role.Advisor, "Alike Half");
        var client = await Add(advisor, Person("Fél", "Elek", null) with { Phone = "+36205550101" });
        var company = await Add(advisor, Blank with { Kind = "company", CompanyName = "Alkony Autóház Kft.", TaxNumber = "99887766-2-41" });

        (await house.Ask(advisor, new FindAlike(Blank with { Phone = "06 (20) 555-0101" }, null))).Items.ShouldHaveSingleItem().Client.Id.ShouldBe(client.Id);
        (await house.Ask(advisor, new FindAlike(Blank with { Kind = "company", CompanyName = "ALKONY AUTOHAZ Bt." }, null))).Items.ShouldHaveSingleItem().Reasons.ShouldBe(["companyName"]);
        (await house.Ask(advisor, new FindAlike(Blank with { TaxNumber = "998877662-41" }, null))).Items.ShouldHaveSingleItem().Client.Id.ShouldBe(company.Id);
        (await house.Ask(advisor, new FindAlike(Blank with { Phone = "06", Email = "x" }, null))).Items.ShouldBeEmpty();
        (await house.Ask(advisor, new FindAlike(Blank, null))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_colleagues_client_it_says_only_that_there_is_one_and_only_on_strong_evidence()
    {
        var advisor = await house.Person(Role.Advisor, "Alike Own");
        var stranger = await house.Person(Role.Advisor, "Alike Stranger");
        await Add(advisor, Person("Titkos", "Réka", new DateOnly(1990, 6, 1)) with { Phone = "+36205550202" });

        var byPhone = await house.Ask(stranger, new FindAlike(Blank with { Phone = "+36205550202" }, null));
        byPhone.Items.ShouldBeEmpty();
        byPhone.Elsewhere.ShouldBeTrue();
        (await house.Ask(stranger, new FindAlike(Person("Titkos", "Réka", new DateOnly(1990, 6, 1)), null))).Elsewhere.ShouldBeTrue();
        (await house.Ask(stranger, new FindAlike(Person("Titkos", "Réka", null), null))).Elsewhere.ShouldBeFalse();
        (await house.Ask(advisor, new FindAlike(Blank with { Phone = "+36205550202" }, null))).Elsewhere.ShouldBeFalse();
    }

    [Fact]
    public async Task Lists_pairs_in_scope_page_by_page()
    {
        var advisor = await house.Person(Role.Advisor, "Alike Pairs");
        var stranger = await house.Person(Role.Advisor, "Alike No Pairs");
        for (var i = 0; i < 3; i++)
        {
            await Add(advisor, Person("Pár", "Ödön", new DateOnly(1960, 1, 1)) with { Phone = $"+3620555030{i}" });
            await Add(advisor, Person("Más", $"Név{(char)('a' + i)}", new DateOnly(1961, 1, 1)) with { Email = "kozos@alike.example" });
            await Add(stranger, Person("Magányos", $"Név{(char)('a' + i)}", new DateOnly(1961, 1, 1)));
        }

        var all = new List<DuplicatePair>();
        Page<DuplicatePair>? page = null;
        do
        {
            page = await house.Ask(advisor, new ListDuplicates(page?.Next, 1));
            all.AddRange(page.Items);
        }
        while (page.Next is not null);

        all.Select(p => p.Reason).ShouldBe(["nameAndBirthDate", "nameAndBirthDate", "email", "email"]);
        all.ShouldAllBe(p => p.First.AdvisorId == advisor.UserId && p.First.Id != p.Second.Id);
        (await house.Ask(stranger, new ListDuplicates(null, 10))).Items.ShouldBeEmpty();
    }

    private Task<ClientView> Add(Actor advisor, ClientData data) => house.Send(advisor, new AddClient(data));

    private static ClientData Person(string family, string given, DateOnly? born) => Blank with { FamilyName = family, GivenName = given, BirthDate = born };
}
