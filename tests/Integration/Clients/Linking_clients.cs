using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;

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
