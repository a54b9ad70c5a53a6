using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Access;

namespace CrossSell.Integration.House;

/// <summary>The API as a script calls it, with a token of one person.</summary>
internal sealed class Api(HttpClient http) : IDisposable
{
    public static async Task<Api> As(HouseFixture house, Actor actor)
    {
        var http = new HttpClient { BaseAddress = new Uri(house.Address, "api/v1/"), Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await house.Send(new CreateToken(house.Emails[actor.UserId!.Value], 2)));
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return new Api(http);
    }

    /// <summary>Where an address leads to, which the other calls here follow to the end.</summary>
    public static async Task<(int Status, string? Location)> Look(HouseFixture house, Actor actor, string path)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(house.Address, "api/v1/"), Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await house.Send(new CreateToken(house.Emails[actor.UserId!.Value], 2)));
        using var answer = await http.GetAsync(path);
        return ((int)answer.StatusCode, answer.Headers.Location?.OriginalString);
    }

    public async Task<JsonElement> Get(string path) => await Read(await http.GetAsync(path), 200);

    public async Task<JsonElement> Send(HttpMethod method, string path, object? body = null, int expect = 200)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        return await Read(await http.SendAsync(request), expect);
    }

    public Task<JsonElement> Post(string path, object? body = null, int expect = 200) => Send(HttpMethod.Post, path, body, expect);

    public void Dispose() => http.Dispose();

    private static async Task<JsonElement> Read(HttpResponseMessage answer, int expect)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            ((int)answer.StatusCode).ShouldBe(expect, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {text}");
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
        }
    }
}
