using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CrossSell.Access.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;

namespace CrossSell.Integration.Rest;

/// <summary>What an address answers before anybody's business is looked at.</summary>
[Collection("house")]
public sealed class Calling_addresses(HouseFixture house)
{
    [Theory]
    [InlineData("POST", "scans", null, HttpStatusCode.OK)]
    [InlineData("POST", "calls/next", null, HttpStatusCode.OK)]
    [InlineData("POST", "tasks", null, HttpStatusCode.BadRequest)]
    [InlineData("POST", "tasks", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("DELETE", "clients", null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "nosuch", null, HttpStatusCode.NotFound)]
    [InlineData("POST", "nosuch", "application/json", HttpStatusCode.NotFound)]
    public async Task Say_what_is_wrong_with_the_call_and_take_one_without_a_body_where_none_is_needed(string method, string path, string? mediaType, HttpStatusCode expected)
    {
        var administrator = await house.Person(Role.Administrator, "Caller");
        using var http = new HttpClient { BaseAddress = new Uri(house.Address, "/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await house.Send(new CreateToken(house.Emails[administrator.UserId!.Value], 1)));
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = mediaType is null ? null : new StringContent("{}", Encoding.UTF8, mediaType) };

        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
        if (expected != HttpStatusCode.OK)
        {
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task Nothing_is_there_for_strangers_either()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = house.Address };
        (await http.GetAsync(new Uri("/nosuch", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync(new Uri("/api/v1/nosuch", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync(new Uri("/Today", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await http.GetAsync(new Uri("/api/v1/clients", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
