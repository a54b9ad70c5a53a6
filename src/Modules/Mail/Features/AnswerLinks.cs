using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Mail;
using CrossSell.Mail.Domain;
using CrossSell.Mail.Messages;

namespace CrossSell.Mail.Features;

/// <summary>Signs answer links and reads them back, with the house's one key.</summary>
internal sealed class AnswerLinks(Database database, ISite site)
{
    private const int KeyLength = 32;
    private byte[]? _secret;

    public static JsonObject Sample => new()
    {
        ["until"] = "2026-01-01",
        ["all"] = new JsonArray(Choice("accept", "Elfogadom", "…")),
        ["accept"] = Choice("accept", "Elfogadom", "…"),
        ["decline"] = Choice("decline", "Nem kérem", "…"),
        ["call"] = Choice("call", "Kérem, hívjanak", "…"),
    };

    public async Task<JsonObject> Model(Guid mail, IReadOnlyList<MailChoice> choices, DateTimeOffset until, string language, CancellationToken ct)
    {
        var token = AnswerToken.Write(mail, until, await Secret(ct));
        JsonObject Of(MailChoice c) => Choice(c.Key, c.In(language), $"{site.Address}/answer/{token}?choice={Uri.EscapeDataString(c.Key)}");
        var model = new JsonObject { ["until"] = until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["all"] = new JsonArray([.. choices.Select(c => (JsonNode)Of(c))]) };
        foreach (var choice in choices)
        {
            model[choice.Key] = Of(choice);
        }

        return model;
    }

    public async Task<(Guid Mail, DateTimeOffset Until)?> Read(string token, CancellationToken ct) => AnswerToken.Read(token, await Secret(ct));

    private static JsonObject Choice(string key, string name, string link) => new() { ["key"] = key, ["name"] = name, ["link"] = link };

    private async Task<byte[]> Secret(CancellationToken ct)
    {
        if (_secret is null)
        {
            await using var connection = await database.Source.OpenConnectionAsync(ct);
            await connection.Execute("insert into mail.secret(id, value) values (1, $1) on conflict (id) do nothing", [RandomNumberGenerator.GetBytes(KeyLength)], ct);
            _secret = (await connection.Query("select value from mail.secret where id = 1", r => r.GetFieldValue<byte[]>(0), [], ct))[0];
        }

        return _secret;
    }
}
