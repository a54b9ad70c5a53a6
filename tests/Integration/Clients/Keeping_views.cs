using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Integration.Clients;

[Collection("house")]
public sealed class Keeping_views(HouseFixture house)
{
    private static readonly ViewData Companies = new("Cégek", ["taxNumber", "city"], new ClientFilter(Kind: "company", City: "Szeged"), "-name", false);

    [Fact]
    public async Task Is_ones_own_until_it_is_shared_with_the_team()
    {
        var owner = await house.Person(Role.Advisor, "View Owner", "Views");
        var colleague = await house.Person(Role.Advisor, "View Colleague", "Views");
        var stranger = await house.Person(Role.Advisor, "View Stranger", "Others");
        var view = await house.Send(owner, new AddView(Companies, true));

        (view.Own, view.Default, view.Shared, view.Sort, view.Filter.City).ShouldBe((true, true, false, "-name", "Szeged"));
        (await house.Ask(colleague, new ListViews())).ShouldBeEmpty();
        await Should.ThrowAsync<NotFoundException>(house.Send(colleague, new ChooseDefaultView(view.Id)));

        view = await house.Send(owner, new ChangeView(view.Id, Companies with { Shared = true, Name = "Szegedi cégek" }, view.Version));
        (await house.Ask(colleague, new ListViews())).Single().ShouldSatisfyAllConditions(v => v.Name.ShouldBe("Szegedi cégek"), v => v.Own.ShouldBeFalse(), v => v.Owner.ShouldBe("View Owner"), v => v.Default.ShouldBeFalse());
        await house.Send(colleague, new ChooseDefaultView(view.Id));
        (await house.Ask(colleague, new ListViews())).Single().Default.ShouldBeTrue();
        await Should.ThrowAsync<NotAllowedException>(house.Send(colleague, new ChangeView(view.Id, Companies, null)));
        await Should.ThrowAsync<NotAllowedException>(house.Send(colleague, new DeleteView(view.Id)));
        await Should.ThrowAsync<NotFoundException>(house.Send(stranger, new DeleteView(view.Id)));
        (await house.Ask(stranger, new ListViews())).ShouldBeEmpty();

        await house.Send(owner, new DeleteView(view.Id));
        (await house.Ask(colleague, new ListViews())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_what_is_wrong_with_it()
    {
        var owner = await house.Person(Role.Advisor, "View Faults");
        (await Fault(Companies with { Name = " " })).ShouldBe(("name", "required"));
        (await Fault(Companies with { Name = new string('x', 61) })).ShouldBe(("name", "tooLong"));
        (await Fault(Companies with { Columns = ["shoeSize"] })).ShouldBe(("columns", "notOneOf"));
        (await Fault(Companies with { Sort = "mood" })).ShouldBe(("sort", "notOneOf"));
        (await Fault(Companies with { Filter = new ClientFilter(Kind: "robot") })).ShouldBe(("kind", "notOneOf"));
        (await Fault(Companies with { Shared = true })).ShouldBe(("shared", "noTeam"));
        var view = await house.Send(owner, new AddView(Companies, false));
        (await Fault(Companies)).ShouldBe(("name", "viewTaken"));
        await Should.ThrowAsync<StaleException>(house.Send(owner, new ChangeView(view.Id, Companies, view.Version + 1)));

        async Task<(string, string)> Fault(ViewData data)
        {
            var fault = (await Should.ThrowAsync<InvalidInputException>(house.Send(owner, new AddView(data, false)))).Faults.Single();
            return (fault.Field, fault.Code);
        }
    }

    [Fact]
    public async Task Narrows_and_orders_the_list_page_by_page_with_and_without_a_search()
    {
        var advisor = await house.Person(Role.Advisor, "View Lists");
        var made = new List<ClientView>();
        for (var i = 0; i < 6; i++)
        {
            made.Add(await house.Send(advisor, new AddClient(new ClientData(
                null, i % 2 == 0 ? "company" : "person", i % 2 == 0 ? null : $"Listás{(char)('a' + i)}", i % 2 == 0 ? null : "Nézet", i % 2 == 0 ? $"Nézet {(char)('A' + i)} Kft." : null, null, null, null, null,
                new AddressData("HU", "6720", i < 4 ? "Szeged" : "Makó", null), "hu", null, i == 0 ? ["kiemelt"] : [], null))));
        }

        await house.Send(advisor, new StopContact(made[2].Id, "test"));
        string[] Names(Page<ClientRow> page) => [.. page.Items.Select(r => r.Client.Name)];
        async Task<string[]> List(ClientFilter filter, string? sort) => Names(await house.Ask(advisor, new ListClientRows(filter, sort, null, 50)));

        (await List(new(Kind: "company"), null)).ShouldBe(["Nézet A Kft.", "Nézet C Kft.", "Nézet E Kft."]);
        (await List(new(Kind: "company", City: "Szeged"), "-name")).ShouldBe(["Nézet C Kft.", "Nézet A Kft."]);
        (await List(new(Tag: "kiemelt"), null)).ShouldBe(["Nézet A Kft."]);
        (await List(new(DoNotContact: true), null)).ShouldBe(["Nézet C Kft."]);
        (await List(new(Q: "nezet", City: "Makó"), null)).ShouldBe(["Nézet E Kft.", "Nézet Listásf"], ignoreOrder: true);
        foreach (var sort in ClientLists.Sorts)
        {
            var all = await List(new(), sort);
            var paged = new List<string>();
            Page<ClientRow>? page = null;
            do
            {
                page = await house.Ask(advisor, new ListClientRows(new(), sort, page?.Next, 2));
                paged.AddRange(Names(page));
            }
            while (page.Next is not null);
            paged.ShouldBe(all);
            all.Length.ShouldBe(6);
        }

        (await List(new(), "newest")).ShouldBe(made.Select(m => m.Name).Reverse());
        var foreign = await house.Person(Role.Advisor, "View Lists Not");
        (await house.Ask(foreign, new ListClientRows(new(City: "Szeged"), null, null, 50))).Items.ShouldBeEmpty();
        (await house.Ask(foreign, new ListClientRows(new(Advisor: house.Emails[advisor.UserId!.Value]), null, null, 50))).Items.ShouldBeEmpty();
    }
}
