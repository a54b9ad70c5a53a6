using System.Net;
using System.Text.RegularExpressions;
using CrossSell.Integration.Access.Crossing;

namespace CrossSell.Integration.House;

/// <summary>Cookies and forms without a window.</summary>
internal sealed partial class TestBrowser : IDisposable
{
    private readonly HttpClient _http;
    private readonly Dictionary<string, string> _jar = [];
    private string _token = string.Empty;

    private TestBrowser(Uri address) => _http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Signed in, when an address is given.</summary>
    public static async Task<TestBrowser> Open(HouseFixture house, string? email, string password)
    {
        var browser = new TestBrowser(house.Address);
        await browser.Get("/SignIn");
        if (email is not null)
        {
            (await browser.Post("/SignIn", ("email", email), ("password", password))).Status.ShouldBe(HttpStatusCode.Redirect);
            await browser.Get("/Account");
        }

        return browser;
    }

    public Task<Reply> Get(string path) => Ask(HttpMethod.Get, path, null);

    public Task<Reply> Post(string path, params (string Name, string Value)[] fields) =>
        Ask(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", _token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));

    /// <summary>Follows where it is sent, also to other sites, and keeps every site's cookies in one jar.</summary>
    public async Task<Reply> Follow(Reply reply)
    {
        for (var hops = 0; reply.Status is HttpStatusCode.Redirect && hops < 10; hops++)
        {
            reply = await Get(reply.Location);
        }

        return reply;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Reply> Ask(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (_jar.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _jar.Select(c => $"{c.Key}={c.Value}")));
        }

        using var response = await _http.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            _jar[pair[0]] = pair[1];
        }

        var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        if (AntiforgeryField().Match(text) is { Success: true } field)
        {
            _token = field.Groups[1].Value;
        }

        return new Reply(response.StatusCode, text, response.Headers.Location?.OriginalString ?? string.Empty);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryField();
}
