using System.Net;
using CrossSell.Access.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;

namespace CrossSell.Integration.Access;

/// <summary>Sign-in by OpenID Connect against a provider that the test runs.</summary>
public sealed class Signing_in_by_an_identity_provider(HouseWithProvider house) : IClassFixture<HouseWithProvider>
{
    [Fact]
    public async Task Lets_in_who_is_known_here_by_their_address()
    {
        var person = await house.Person(Role.Advisor, "Provided");
        house.Provider.Says(house.Emails[person.UserId!.Value].ToUpperInvariant(), true);
        using var browser = await TestBrowser.Open(house, null, string.Empty);

        (await browser.Get("/SignIn")).Text.ShouldContain("Tiny Provider");
        var inside = await browser.Follow(await browser.Post("/SignIn?handler=Provider", ("returnUrl", "/Clients")));

        inside.Status.ShouldBe(HttpStatusCode.OK);
        (await house.Ask(person, new ListSessions(null))).ShouldHaveSingleItem().How.ShouldBe("oidc");
        (await browser.Get("/Clients")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Makes_nobody_and_lets_nobody_in_who_is_unknown_inactive_or_not_verified()
    {
        var person = await house.Person(Role.Advisor, "Left Long Ago");
        var email = house.Emails[person.UserId!.Value];
        foreach (var (address, verified) in new[] { ("stranger@elsewhere.example", true), (email, false) })
        {
            (await Outcome(address, verified)).ShouldContain("oidcUnknown");
        }

        await house.Send(new ChangeUser(person.UserId.Value, Active: false));
        (await Outcome(email, true)).ShouldContain("oidcUnknown");
        (await house.Count("select count(*) from access.user where email = 'stranger@elsewhere.example'")).ShouldBe(0);
        (await house.Ask(person, new ListSessions(null))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_an_answer_that_was_not_asked_for_or_is_not_signed_by_the_provider()
    {
        var person = await house.Person(Role.Advisor, "Forged");
        using var browser = await TestBrowser.Open(house, null, string.Empty);
        (await browser.Get("/signin-oidc?code=x&state=y")).Location.ShouldContain("failed=oidc");

        house.Provider.Says(house.Emails[person.UserId!.Value], true, forged: true);
        (await Answered(browser)).ShouldContain("failed=oidc");
        (await house.Ask(person, new ListSessions(null))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Slows_down_who_tries_many_from_one_place()
    {
        using var browser = await TestBrowser.Open(house, null, string.Empty);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 61; i++)
        {
            answers.Add((await browser.Post("/ForgotPassword", ("email", $"guess{i}@elsewhere.example"))).Status);
        }

        answers[0].ShouldBe(HttpStatusCode.OK);
        answers.ShouldContain(HttpStatusCode.TooManyRequests);
        (await browser.Get("/SignIn")).Status.ShouldBe(HttpStatusCode.OK, "looking is not guessing");
    }

    private async Task<string> Outcome(string email, bool verified)
    {
        house.Provider.Says(email, verified);
        using var browser = await TestBrowser.Open(house, null, string.Empty);
        return await Answered(browser);
    }

    /// <summary>Where the house sends the browser when the provider has answered.</summary>
    private static async Task<string> Answered(TestBrowser browser)
    {
        var toProvider = await browser.Post("/SignIn?handler=Provider");
        var back = await browser.Get(toProvider.Location);
        return (await browser.Get(back.Location)).Location;
    }
}
