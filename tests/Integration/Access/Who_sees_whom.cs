using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Integration.Access;

[Collection("house")]
public sealed class Who_sees_whom(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task An_advisor_sees_their_own_a_manager_the_team_the_back_office_all()
    {
        var team = "Team " + Guid.CreateVersion7();
        var advisor = await house.Person(Role.Advisor, "Own", team);
        var colleague = await house.Person(Role.Advisor, "Colleague", team);
        var manager = await house.Person(Role.Manager, "Manager", team);
        var otherManager = await house.Person(Role.Manager, "Other Manager", "Team " + Guid.CreateVersion7());
        var clerk = await house.Person(Role.BackOffice, "All");
        var client = await _given.Client(advisor);
        var contract = await _given.Contract(client, "insurance/home", house.Today.AddDays(300));

        foreach (var sees in new[] { advisor, manager, clerk })
        {
            (await house.Ask(sees, new GetClient(client.Id))).Id.ShouldBe(client.Id);
            (await house.Ask(sees, new GetCard(client.Id))).Client.Id.ShouldBe(client.Id);
            (await house.Ask(sees, new GetContract(contract.Id))).Id.ShouldBe(contract.Id);
            (await house.Ask(sees, new ReadAudit(client.Id, null, null, null, 10))).Items.ShouldNotBeEmpty();
        }

        foreach (var blind in new[] { colleague, otherManager })
        {
            await Should.ThrowAsync<NotFoundException>(() => house.Ask(blind, new GetClient(client.Id)));
            await Should.ThrowAsync<NotFoundException>(() => house.Ask(blind, new GetCard(client.Id)));
            await Should.ThrowAsync<NotFoundException>(() => house.Ask(blind, new GetContract(contract.Id)));
            await Should.ThrowAsync<NotFoundException>(() => house.Send(blind, new ChangeClient(client.Id, Nothing with { Phone = "+36201112233" }, null)));
            (await house.Ask(blind, new ListContracts(client.Id, null, null, null, 10))).Items.ShouldBeEmpty();
            (await house.Ask(blind, new FindClients(client.ExternalId, null, null, 10))).Items.ShouldBeEmpty();
            (await house.Ask(blind, new ReadAudit(client.Id, null, null, null, 10))).Items.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Advisors_are_offered_by_part_of_a_name_in_any_accent_to_who_sees_them()
    {
        var mark = Guid.CreateVersion7().ToString("N")[24..];
        var team = "Team " + mark;
        var (found, other) = (await house.Person(Role.Advisor, $"Őrsi Álmos {mark}", team), await house.Person(Role.Advisor, $"Nagy Béla {mark}", team));
        var manager = await house.Person(Role.Manager, "Chooses", team);
        var stranger = await house.Person(Role.Manager, "Sees Others", "Team of " + mark);

        (await house.Ask(manager, new ListAdvisors("orsi almos " + mark, 12))).ShouldHaveSingleItem().Id.ShouldBe(found.UserId!.Value);
        (await house.Ask(manager, new ListAdvisors(mark, 1))).Count.ShouldBe(1);
        (await house.Ask(manager, new ListAdvisors(mark))).Select(p => p.Id).ShouldBe([other.UserId!.Value, found.UserId.Value]);
        (await house.Ask(stranger, new ListAdvisors(mark))).ShouldBeEmpty();
        (await house.Ask(stranger, new NamePeople([found.UserId.Value, Guid.CreateVersion7()]))).ShouldHaveSingleItem().Value.ShouldBe($"Őrsi Álmos {mark}");
    }

    [Fact]
    public async Task What_a_role_may_not_do_is_refused()
    {
        var advisor = await house.Person(Role.Advisor, "Not Allowed");

        await Should.ThrowAsync<NotAllowedException>(() => house.Send(advisor, new ImportClients([], false, false)));
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(advisor, new RunScan(null)));
        await Should.ThrowAsync<NotAllowedException>(() => house.Ask(advisor, new ListUsers()));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_for_fifteen_minutes()
    {
        var person = await house.Person(Role.Advisor, "Forgetful");
        var email = house.Emails[person.UserId!.Value];
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            (await house.Send(new CheckPassword(email, "wrong"))).Result.ShouldBe(SignInResult.WrongPassword);
        }

        (await house.Send(new CheckPassword(email, "wrong"))).Result.ShouldBe(SignInResult.LockedOut);
        (await house.Send(new CheckPassword(email, "Correct-horse-7"))).Result.ShouldBe(SignInResult.LockedOut);
        house.Clock.Advance(TimeSpan.FromMinutes(15));
        (await house.Send(new CheckPassword(email, "Correct-horse-7"))).Result.ShouldBe(SignInResult.SignedIn);
        (await house.Ask(new ReadAudit(person.UserId, null, null, null, 1))).Items.Single().Entry.ShouldSatisfyAllConditions(
            e => e.Action.ShouldBe("access.signedIn"), e => e.ActorId.ShouldBe(person.UserId), e => e.ActorName.ShouldBe("Forgetful"));
    }

    [Fact]
    public async Task A_one_time_link_sets_a_password_once_and_a_token_stands_for_its_user()
    {
        var email = $"new.{Guid.CreateVersion7():N}@house.example";
        var added = await house.Send(new AddUser(email, Role.Advisor, "New Person", null));

        await Should.ThrowAsync<InvalidInputException>(() => house.Send(new SetPassword(added.SetPasswordCode!, "short")));
        await house.Send(new SetPassword(added.SetPasswordCode!, "long enough now"));
        await Should.ThrowAsync<InvalidInputException>(() => house.Send(new SetPassword(added.SetPasswordCode!, "long enough again")));
        (await house.Send(new CheckPassword(email, "long enough now"))).Result.ShouldBe(SignInResult.SignedIn);

        var token = await house.Send(new CreateToken(email, 1));
        (await house.Ask(new ResolveToken(token))).ShouldNotBeNull().UserId.ShouldBe(added.Id);
        (await house.Ask(new ResolveToken(token + "x"))).ShouldBeNull();
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await house.Ask(new ResolveToken(token))).ShouldBeNull();
    }

    private static readonly ClientData Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
}
