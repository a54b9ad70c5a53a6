using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CrossSell.Access.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Traces;

/// <summary>Planted names are neither in what the host logs nor in what it answers to those who may not see them.</summary>
[Collection("traces")]
public sealed class Keeping_names_out_of_logs(HouseFixture house)
{
    private static readonly string[] Planted = ["Zebulonőrző", "zebulon-planted", "201112223", "Zebulon utca"];
    private readonly Given _given = new(house);

    [Fact]
    public async Task Whatever_is_asked_wrongly()
    {
        var advisor = await house.Person(Role.Advisor, "Planter");
        var log = new StringWriter();
        var before = Console.Error;
        Console.SetError(TextWriter.Synchronized(log));
        try
        {
            using var own = Client(await house.Send(new CreateToken(house.Emails[advisor.UserId!.Value], 1)));
            var added = await own.PostAsJsonAsync("/api/v1/clients", new
            {
                kind = "person",
                givenName = "Zebulonőrző",
                familyName = "Kiss",
                email = "zebulon-planted@example.com",
                phone = "+36201112223",
                externalId = "zebulon-planted",
                address = new { country = "HU", city = "Vác", street = "Zebulon utca 1." },
            });
            added.StatusCode.ShouldBe(HttpStatusCode.Created, await added.Content.ReadAsStringAsync());
            var id = added.Headers.Location!.OriginalString.Split('/')[^1];

            using var stranger = Client(await house.Send(new CreateToken(house.Emails[(await house.Person(Role.Advisor, "Curious")).UserId!.Value], 1)));
            foreach (var path in new[] { "", "/card", "/history", "/consents", "/fields/phone/history", "/as-of/2030-01-01", "/erasure" })
            {
                var answer = await stranger.GetAsync($"/api/v1/clients/{id}{path}");
                answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
                Names(await answer.Content.ReadAsStringAsync()).ShouldBeEmpty(path);
            }

            await own.PostAsJsonAsync("/api/v1/clients", new { kind = "person", givenName = "Zebulonőrző", familyName = "Kiss", externalId = "zebulon-planted", email = "zebulon-planted" });
            await own.PatchAsJsonAsync($"/api/v1/clients/{id}", new { phone = "zebulon-planted", birthDate = "Zebulonőrző" });
            await own.GetAsync($"/api/v1/clients?q=Zebulonőrző&after=Zebulonőrző");
            await Broken(Guid.Parse(id));
            await own.GetAsync($"/api/v1/clients/{id}");
        }
        finally
        {
            Console.SetError(before);
        }

        var said = log.ToString();
        said.ShouldContain("test.planted", Case.Sensitive, "the log was not caught");
        Names(said).ShouldBeEmpty(said);
    }

    /// <summary>A message that nobody handles: its failure is logged.</summary>
    private async Task Broken(Guid client)
    {
        var database = house.Services.GetRequiredService<Database>();
        await using var connection = await database.Source.OpenConnectionAsync();
        var id = Guid.CreateVersion7();
        await connection.Execute(
            "insert into kernel.outbox(id, kind, key, payload, created_at, due_at, attempts, dead) values ($1, 'test.planted', $2, $3, $4, $4, 0, false)",
            [id, id.ToString(), $"{{\"client\":\"{client}\",\"name\":\"Zebulonőrző\"}}", house.Clock.GetUtcNow()],
            default);
        house.Services.GetRequiredService<OutboxSignal>().Raise();
        await HouseFixture.Eventually("the message to fail", () => house.Count("select count(*) from kernel.outbox where id = $1 and last_error is not null", id), failed => failed > 0);
        await connection.Execute("delete from kernel.outbox where id = $1", [id], default);
    }

    private HttpClient Client(string token) => new() { BaseAddress = house.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private static IEnumerable<string> Names(string text) => Planted.Where(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));
}
