using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using CrossSell.Access.Domain;
using CrossSell.Access.Messages;
using CrossSell.Integration.Access.Crossing;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;

namespace CrossSell.Integration.Access;

/// <summary>Sessions, codes from an app, passwords by mail, tokens with scopes.</summary>
[Collection("people")]
public sealed partial class Guarding_an_account(HouseFixture house)
{
    private const string Password = "Correct-horse-7";

    [Fact]
    public async Task An_ended_session_has_no_access_from_then_on()
    {
        var person = await house.Person(Role.Advisor, "Two Browsers");
        using var here = await Browser(person);
        using var there = await Browser(person);
        (await here.Get("/Clients")).Status.ShouldBe(HttpStatusCode.OK);
        (await there.Get("/Clients")).Status.ShouldBe(HttpStatusCode.OK);
        var sessions = await house.Ask(person, new ListSessions(null));
        sessions.Count.ShouldBe(2);

        (await here.Post("/Account?handler=EndOthers")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await there.Get("/Clients")).IsAskedToSignIn.ShouldBeTrue();
        (await here.Get("/Clients")).Status.ShouldBe(HttpStatusCode.OK);
        (await house.Ask(person, new ListSessions(null))).Count.ShouldBe(1);
        await here.Post("/SignOut");
        (await here.Get("/Clients")).IsAskedToSignIn.ShouldBeTrue("also who kept the cookie is out");
        (await house.Ask(person, new ListSessions(null))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_password_or_role_and_the_end_of_being_active_end_sessions_at_once()
    {
        var person = await house.Person(Role.Advisor, "Changing");
        using var here = await Browser(person);
        using var there = await Browser(person);
        var session = (await house.Ask(person, new ListSessions(null)))[0].Id;

        (await house.Send(person, new ChangePassword("wrong", "Another-horse-8", session))).ShouldBeNull();
        (await house.Send(person, new ChangePassword(Password, "Another-horse-8", session))).ShouldNotBeNull();
        (await here.Get("/Clients")).IsAskedToSignIn.ShouldBeTrue();
        (await there.Get("/Clients")).IsAskedToSignIn.ShouldBeTrue();

        var other = await house.Person(Role.Advisor, "Demoted");
        using var theirs = await Browser(other);
        await house.Send(new ChangeUser(other.UserId!.Value, Role: Role.BackOffice));
        (await theirs.Get("/Clients")).IsAskedToSignIn.ShouldBeTrue();
        using var again = await Browser(other);
        await house.Send(new ChangeUser(other.UserId.Value, Active: false));
        (await again.Get("/Clients")).IsAskedToSignIn.ShouldBeTrue();
    }

    [Fact]
    public async Task With_an_app_a_code_is_asked_for_each_good_once_and_recovery_codes_help_out()
    {
        var person = await house.Person(Role.Advisor, "With App");
        var key = await house.Send(person, new BeginSecondFactor());
        key.Address.ShouldStartWith("otpauth://totp/CrossSell:");
        (await Check(person)).Result.ShouldBe(SignInResult.SignedIn, "nothing is asked for before the app was seen to work");
        await Should.ThrowAsync<InvalidInputException>(() => house.Send(person, new ConfirmSecondFactor("000000")));
        var codes = await house.Send(person, new ConfirmSecondFactor(Totp.Code(key.Key, house.Clock.GetUtcNow())));
        codes.Count.ShouldBe(10);
        codes.Distinct().Count().ShouldBe(10);

        var asked = await Check(person);
        asked.Result.ShouldBe(SignInResult.CodeNeeded);
        (await Code(asked, Totp.Code(key.Key, house.Clock.GetUtcNow()))).Result.ShouldBe(SignInResult.WrongPassword, "a code is good once");
        house.Clock.Advance(TimeSpan.FromSeconds(60));
        (await Code(asked, Totp.Code(key.Key, house.Clock.GetUtcNow()))).ShouldBe(new SecondFactorAnswer(SignInResult.SignedIn, "code"));
        (await Code(asked, codes[3])).ShouldBe(new SecondFactorAnswer(SignInResult.SignedIn, "recovery"));
        (await Code(asked, codes[3])).Result.ShouldBe(SignInResult.WrongPassword, "a recovery code is good once");
        (await Code(asked with { Stamp = "old" }, codes[4])).Result.ShouldBe(SignInResult.WrongPassword, "a password that was changed since counts no more");
        (await house.Ask(person, new GetSecurity())).RecoveryCodes.ShouldBe(9);

        (await house.Send(person, new RemoveSecondFactor("000000"))).ShouldBeFalse();
        (await house.Send(person, new RemoveSecondFactor(codes[5]))).ShouldBeTrue();
        (await Check(person)).Result.ShouldBe(SignInResult.SignedIn);
        (await house.Count("select count(*) from access.totp where user_id = $1", person.UserId)).ShouldBe(0);
    }

    [Fact]
    public async Task Five_wrong_codes_lock_however_often_the_password_is_right()
    {
        var person = await house.Person(Role.Advisor, "Guessed");
        var key = await house.Send(person, new BeginSecondFactor());
        await house.Send(person, new ConfirmSecondFactor(Totp.Code(key.Key, house.Clock.GetUtcNow())));
        for (var i = 1; i <= 4; i++)
        {
            (await Code(await Check(person), "000000")).Result.ShouldBe(SignInResult.WrongPassword);
        }

        (await Code(await Check(person), "000000")).Result.ShouldBe(SignInResult.LockedOut);
        (await Check(person)).Result.ShouldBe(SignInResult.LockedOut);
        house.Clock.Advance(TimeSpan.FromMinutes(15));
        (await Code(await Check(person), Totp.Code(key.Key, house.Clock.GetUtcNow()))).Result.ShouldBe(SignInResult.SignedIn);
        (await house.Count("select count(*) from access.totp where user_id = $1 and key like '%' || $2 || '%'", person.UserId, key.Key)).ShouldBe(0, "the key is kept encrypted");
    }

    [Fact]
    public async Task A_forgotten_password_comes_by_mail_and_says_nothing_of_who_is_here()
    {
        var person = await house.Person(Role.Advisor, "Forgetting");
        var email = house.Emails[person.UserId!.Value];
        using var nobody = await Browser(null);

        var known = await nobody.Post("/ForgotPassword", ("email", email));
        var unknown = await nobody.Post("/ForgotPassword", ("email", "nobody.at.all@house.example"));

        (known.Status, unknown.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        AntiforgeryField().Replace(unknown.Text, string.Empty).ShouldBe(AntiforgeryField().Replace(known.Text, string.Empty));
        var letter = await HouseFixture.Eventually("the letter", () => Task.FromResult(Letters(email)), l => l.Count == 1);
        var link = Link().Match(letter[0]).Groups[1].Value;
        link.Length.ShouldBe(49, letter[0]);
        (await house.Count("select count(*) from kernel.outbox where payload like '%' || $1 || '%'", link)).ShouldBe(0, "the secret stands nowhere but in the letter");
        await HouseFixture.Eventually("the letter to be accounted for", () => house.Count("select count(*) from access.password_code where user_id = $1", person.UserId), c => c == 1);
        await house.Send(new SetPassword(link, "A-new-password-1"));
        (await house.Send(new CheckPassword(email, "A-new-password-1"))).Result.ShouldBe(SignInResult.SignedIn);
        await Should.ThrowAsync<InvalidInputException>(() => house.Send(new SetPassword(link, "A-new-password-2")));

        for (var i = 0; i < 5; i++)
        {
            await nobody.Post("/ForgotPassword", ("email", email));
            var sent = Math.Min(i + 2, 3);
            await HouseFixture.Eventually($"letter {sent} to be accounted for", () => house.Count("select count(*) from access.password_code where user_id = $1", person.UserId), c => c >= sent);
        }

        Letters(email).Count.ShouldBe(3, "three an hour");
    }

    [Fact]
    public async Task A_token_does_no_more_than_its_scopes_and_ends_when_it_is_revoked()
    {
        var person = await house.Person(Role.Advisor, "With Tokens");
        var client = await new Given(house).Client(person);
        var all = await house.Send(person, new CreateOwnToken("all", 1, []));
        var reads = await house.Send(person, new CreateOwnToken("reads", 1, ["read"]));
        var clients = await house.Send(person, new CreateOwnToken("clients", 1, ["seeClients", "editClients"]));

        (await Call(all, HttpMethod.Get, "worklist")).ShouldBe(HttpStatusCode.OK);
        (await Call(reads, HttpMethod.Get, $"clients/{client.Id}")).ShouldBe(HttpStatusCode.OK);
        (await Call(reads, HttpMethod.Patch, $"clients/{client.Id}", """{ "phone": "+36201112244" }""")).ShouldBe(HttpStatusCode.Forbidden);
        (await Call(clients, HttpMethod.Patch, $"clients/{client.Id}", """{ "phone": "+36201112244" }""")).ShouldBe(HttpStatusCode.OK);
        (await Call(clients, HttpMethod.Get, "worklist")).ShouldBe(HttpStatusCode.Forbidden);
        (await Call(clients, HttpMethod.Get, "account/tokens")).ShouldBe(HttpStatusCode.Forbidden, "a limited token makes no others");

        var known = await house.Ask(person, new ListTokens());
        known.Select(t => t.Name).ShouldBe(["clients", "reads", "all"]);
        await house.Send(person, new RevokeToken(known.Single(t => t.Name == "all").Id));
        (await Call(all, HttpMethod.Get, "worklist")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(person, new CreateOwnToken("x", 1, ["everything"])))).Faults[0].Code.ShouldBe("scopes");
        var stranger = await house.Person(Role.Advisor, "Other Tokens");
        await Should.ThrowAsync<NotFoundException>(() => house.Send(stranger, new RevokeToken(known[0].Id)));
    }

    [Fact]
    public async Task A_form_that_ends_in_the_middle_is_the_callers_fault()
    {
        using var http = new HttpClient { BaseAddress = house.Address };
        using var broken = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nhal"u8.ToArray());
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        using var answer = await http.PostAsync("SignIn", broken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task<SignInAnswer> Check(Actor person) => house.Send(new CheckPassword(house.Emails[person.UserId!.Value], Password));

    private Task<SecondFactorAnswer> Code(SignInAnswer asked, string code) => house.Send(new CheckSecondFactor(asked.UserId ?? Guid.Empty, asked.Stamp ?? string.Empty, code));

    private async Task<HttpStatusCode> Call(string token, HttpMethod method, string path, string? body = null)
    {
        using var http = new HttpClient { BaseAddress = house.Address };
        using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private List<string> Letters(string email) => !Directory.Exists(Path.Combine(house.Folder, "mail")) ? [] :
        [.. Directory.EnumerateFiles(Path.Combine(house.Folder, "mail"), "*.eml").Select(Plain).Where(l => l.Contains(email, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The letter with its body as text.</summary>
    private static string Plain(string file)
    {
        var letter = File.ReadAllText(file);
        var cut = letter.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var body = letter[(cut + 4)..];
        return letter[..cut] + (letter.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\r\n", string.Empty, StringComparison.Ordinal)))
            : body.Replace("=\r\n", string.Empty, StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal));
    }

    private Task<TestBrowser> Browser(Actor? person) => TestBrowser.Open(house, person is null ? null : house.Emails[person.UserId!.Value], Password);

    [GeneratedRegex(@"code=(p[0-9a-f]+)")]
    private static partial Regex Link();

    [GeneratedRegex("value=\"[^\"]*\"|nonce=\"[^\"]*\"|data-now=\"[^\"]*\"")]
    private static partial Regex AntiforgeryField();
}
