using System.Net.Http.Headers;
using System.Text.Json;
using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Integration.Clients;

[Collection("house")]
public sealed class Linking_clients(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Each_end_shows_the_other_and_the_audit_of_both_says_so()
    {
        var advisor = await house.Person(Role.Advisor, "Links");
        var (mother, child) = (await _given.Client(advisor), await _given.Client(advisor));

        var link = await house.Send(advisor, new LinkClients(mother.Id, child.Id, LinkKind.Child, "egyetemista"));

        (link.Kind, link.OtherId, link.OtherName).ShouldBe((LinkKind.Child, child.Id, child.Name));
        (await house.Ask(advisor, new ListClientLinks(mother.Id))).ShouldHaveSingleItem().ShouldSatisfyAllConditions(l => l.Kind.ShouldBe(LinkKind.Child), l => l.OtherId.ShouldBe(child.Id), l => l.Note.ShouldBe("egyetemista"));
        (await house.Ask(advisor, new ListClientLinks(child.Id))).ShouldHaveSingleItem().ShouldSatisfyAllConditions(l => l.Kind.ShouldBe(LinkKind.Parent), l => l.OtherId.ShouldBe(mother.Id));
        foreach (var end in new[] { mother.Id, child.Id })
        {
            (await house.Ask(new ReadAudit(end, null, null, null, 3))).Items[0].Entry.Action.ShouldBe("clients.linked");
        }

        (await Should.ThrowAsync<ConflictException>(() => house.Send(advisor, new LinkClients(child.Id, mother.Id, LinkKind.Parent, null)))).Code.ShouldBe("error.alreadyLinked");
        await house.Send(advisor, new UnlinkClients(child.Id, link.Id));
        (await house.Ask(advisor, new ListClientLinks(mother.Id))).ShouldBeEmpty();
        await Should.ThrowAsync<NotFoundException>(() => house.Send(advisor, new UnlinkClients(child.Id, link.Id)));
    }

    [Fact]
    public async Task The_history_says_who_and_as_what_to_whoever_may_see_both()
    {
        var (mine, theirs) = (await house.Person(Role.Advisor, "Links History"), await house.Person(Role.Advisor, "Links Elsewhere"));
        var (mother, child, foreign) = (await _given.Client(mine, "Anya"), await _given.Client(mine, "Gyermek"), await _given.Client(theirs, "Idegen"));
        var contract = await _given.Contract(mother, "insurance/home", house.Today.AddDays(200));
        await house.Send(new LinkClients(mother.Id, foreign.Id, LinkKind.Spouse, null));
        var link = await house.Send(mine, new LinkClients(mother.Id, child.Id, LinkKind.Child, null));
        await house.Send(mine, new UnlinkClients(mother.Id, link.Id));
        await house.Send(mine, new ChangeContract(contract.Id, new ContractData(null, null, null, null, null, "Új Biztosító", null, null, null, null, null), null));

        using var http = new HttpClient { BaseAddress = new Uri(house.Address, "api/v1/"), Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await house.Send(new CreateToken(house.Emails[mine.UserId!.Value], 2)));
        using var answer = JsonDocument.Parse(await http.GetStringAsync($"clients/{mother.Id}/history"));
        var said = answer.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("sentence").GetString()!).ToList();

        said[0].ShouldBeOneOf("Szerződés módosult: Lakásbiztosítás (Szolgáltató)", "Contract changed: Home insurance (Provider)");
        said[1].ShouldBeOneOf($"Kapcsolat törölve: {child.Name} (gyermek)", $"Link with {child.Name} removed (child)");
        said[2].ShouldBeOneOf($"Kapcsolat felvéve: {child.Name} (gyermek)", $"Linked with {child.Name} (child)");
        said[3].ShouldBeOneOf("Kapcsolat felvéve: egy másik ügyfél (házastárs)", "Linked with another client (spouse)");
    }

    [Fact]
    public async Task Who_cant_be_so_to_each_other_is_a_fault_of_the_field()
    {
        var advisor = await house.Person(Role.Advisor, "Links Wrong");
        var (one, two) = (await _given.Client(advisor), await _given.Client(advisor));

        (await Fault(() => house.Send(advisor, new LinkClients(one.Id, one.Id, LinkKind.Spouse, null)))).ShouldBe(("otherId", "sameClient"));
        (await Fault(() => house.Send(advisor, new LinkClients(one.Id, two.Id, LinkKind.Employee, null)))).ShouldBe(("kind", "linkKind"));
        (await Fault(() => house.Send(advisor, new LinkClients(one.Id, Guid.CreateVersion7(), LinkKind.Spouse, null)))).ShouldBe(("otherId", "unknownClient"));
    }

    [Fact]
    public async Task A_colleagues_client_can_be_neither_linked_nor_read_by_name()
    {
        var (mine, theirs) = (await house.Person(Role.Advisor, "Links Mine"), await house.Person(Role.Advisor, "Links Theirs"));
        var (one, other) = (await _given.Client(mine), await _given.Client(theirs));

        (await Fault(() => house.Send(mine, new LinkClients(one.Id, other.Id, LinkKind.Spouse, null)))).ShouldBe(("otherId", "unknownClient"));
        await house.Send(new LinkClients(one.Id, other.Id, LinkKind.Spouse, "titok"));

        (await house.Ask(mine, new ListClientLinks(one.Id))).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            l => l.OtherId.ShouldBeNull(), l => l.OtherName.ShouldBeNull(), l => l.Note.ShouldBeNull(), l => l.OtherAdvisor.ShouldBe("Links Theirs"));
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(mine, new ListClientLinks(other.Id)));
    }

    [Fact]
    public async Task Over_the_api()
    {
        var advisor = await house.Person(Role.Advisor, "Links Api");
        var (one, two) = (await _given.Client(advisor), await _given.Client(advisor));
        using var api = await Api.As(house, advisor);

        var made = await api.Post($"clients/{one.Id}/links", new { otherId = two.Id, kind = "spouse" }, 201);
        (await api.Get($"clients/{two.Id}/links")).GetProperty("items")[0].GetProperty("kind").GetString().ShouldBe("spouse");
        await api.Send(HttpMethod.Delete, $"clients/{one.Id}/links/{made.GetProperty("id").GetString()}", expect: 204);
        (await api.Post($"clients/{one.Id}/links", new { otherId = two.Id, kind = "uncle" }, 400)).GetProperty("errors").TryGetProperty("kind", out _).ShouldBeTrue();
    }

    private static async Task<(string Field, string Code)> Fault<T>(Func<Task<T>> act)
    {
        var fault = (await Should.ThrowAsync<InvalidInputException>(act)).Faults.ShouldHaveSingleItem();
        return (fault.Field, fault.Code);
    }
}
