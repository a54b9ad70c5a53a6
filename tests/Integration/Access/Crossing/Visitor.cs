using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using CrossSell.Access.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;

namespace CrossSell.Integration.Access.Crossing;

/// <summary>Somebody at the doors: by token at the API, by session in the portal.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;
    private readonly string? _token;
    private readonly string? _cookies;
    private readonly string? _antiforgery;

    private Visitor(HttpClient http, Actor? actor, string? token, string? cookies, string? antiforgery)
    {
        (_http, Actor, _token, _cookies, _antiforgery) = (http, actor, token, cookies, antiforgery);
    }

    public Actor? Actor { get; }

    public string Name => Actor?.Role.ToString() ?? "Nobody";

    public static Visitor Nobody(HouseFixture house) => new(Http(house), null, null, null, null);

    public static async Task<Visitor> Of(HouseFixture house, Actor actor)
    {
        var http = Http(house);
        var email = house.Emails[actor.UserId!.Value];
        var jar = new Dictionary<string, string>();
        var door = await Ask(http, HttpMethod.Get, "/SignIn", null, jar);
        var form = new FormUrlEncodedContent([new("email", email), new("password", "Correct-horse-7"), new("__RequestVerificationToken", Token(door.Text))]);
        (await Ask(http, HttpMethod.Post, "/SignIn", form, jar)).Status.ShouldBe(HttpStatusCode.Redirect);
        var inside = await Ask(http, HttpMethod.Get, "/Clients", null, jar);
        return new Visitor(http, actor, await house.Send(new CreateToken(email, 1)), Jar(jar), Token(inside.Text));
    }

    public Task<Reply> Try(Door door, string address, Keys keys) => door.IsPage ? TryPage(door, address, keys) : TryApi(door, address, keys);

    public void Dispose() => _http.Dispose();

    private async Task<Reply> TryApi(Door door, string address, Keys keys)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), address);
        if (_token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        }

        if (!door.Reads && door.Body is { } body)
        {
            request.Content = body == typeof(Stream)
                ? new ByteArrayContent("x"u8.ToArray()) { Headers = { ContentType = new(door.MediaType!) } }
                : new StringContent(keys.Body(body), Encoding.UTF8, "application/json");
        }

        return await Read(await _http.SendAsync(request));
    }

    private async Task<Reply> TryPage(Door door, string address, Keys keys)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), address);
        if (_cookies is not null)
        {
            request.Headers.Add("Cookie", _cookies);
        }

        if (!door.Reads)
        {
            request.Content = new FormUrlEncodedContent(keys.Form().Append(new("__RequestVerificationToken", _antiforgery ?? "x")));
        }

        return await Read(await _http.SendAsync(request));
    }

    private static HttpClient Http(HouseFixture house) => new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = house.Address, Timeout = TimeSpan.FromSeconds(30) };

    private static async Task<Reply> Ask(HttpClient http, HttpMethod method, string path, HttpContent? content, Dictionary<string, string> jar)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (jar.Count > 0)
        {
            request.Headers.Add("Cookie", Jar(jar));
        }

        var response = await http.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            jar[pair[0]] = pair[1];
        }

        return await Read(response);
    }

    private static string Jar(Dictionary<string, string> jar) => string.Join("; ", jar.Select(c => $"{c.Key}={c.Value}"));

    private static string Token(string page) => WebUtility.HtmlDecode(AntiforgeryField().Match(page).Groups[1].Value);

    private static async Task<Reply> Read(HttpResponseMessage response)
    {
        using (response)
        {
            return new Reply(response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), response.Headers.Location?.OriginalString ?? string.Empty);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryField();
}

internal sealed record Reply(HttpStatusCode Status, string Text, string Location)
{
    public bool IsNotFound => Status == HttpStatusCode.NotFound;

    public bool IsForbidden => Status == HttpStatusCode.Forbidden || (Status == HttpStatusCode.Redirect && Location.Contains("/Error/403", StringComparison.Ordinal));

    public bool IsAskedToSignIn => Status == HttpStatusCode.Unauthorized || (Status == HttpStatusCode.Redirect && Location.Contains("/SignIn", StringComparison.Ordinal));

    /// <summary>The same answer as for an id that was never given.</summary>
    public bool SaysNoSuchClient => Status == HttpStatusCode.BadRequest && Text.Contains("\"clientId\":", StringComparison.Ordinal);

    public bool IsFine => (int)Status is >= 200 and < 300;
}
