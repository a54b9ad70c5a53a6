using System.Text;
using System.Text.Json;

namespace CrossSell.Host.Pages;

/// <summary>Finds the line on which the value of a JSON pointer stands.</summary>
internal static class JsonPlaces
{
    private const string Stop = "\n";

    /// <summary>Counted from 1. Where the value is missing, the line of what it would stand in; none when the text can't be read so far.</summary>
    public static int? LineOf(string json, string pointer)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var (best, depth) = (-1L, -1);
        var path = new List<string>();
        var wanted = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        try
        {
            Walk(ref reader, path, wanted, ref best, ref depth);
        }
        catch (JsonException)
        {
            return null;
        }

        return best < 0 ? null : Encoding.UTF8.GetString(bytes.AsSpan(0, (int)best)).Split(Stop).Length;
    }

    private static void Walk(ref Utf8JsonReader reader, List<string> path, string[] wanted, ref long best, ref int depth)
    {
        if (!reader.Read())
        {
            return;
        }

        Value(ref reader, path, wanted, ref best, ref depth);
    }

    private static void Value(ref Utf8JsonReader reader, List<string> path, string[] wanted, ref long best, ref int depth)
    {
        if (path.Count > depth && path.Count <= wanted.Length && path.SequenceEqual(wanted.Take(path.Count)))
        {
            (best, depth) = (reader.TokenStartIndex, path.Count);
        }

        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                path.Add(reader.GetString()!);
                Walk(ref reader, path, wanted, ref best, ref depth);
                path.RemoveAt(path.Count - 1);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                path.Add(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
                Value(ref reader, path, wanted, ref best, ref depth);
                path.RemoveAt(path.Count - 1);
            }
        }
    }
}

/// <summary>What an administrator begins a new definition with: small, whole, and to be written over.</summary>
internal static class DefinitionSketch
{
    public const string Json =
        """
        {
          "key": "new-process",
          "version": 1,
          "name": { "hu": "Új folyamat", "en": "New process" },
          "startedBy": ["advisor", "backoffice", "manager", "administrator"],
          "roles": [{ "key": "requester", "name": { "hu": "Igénylő", "en": "Requester" }, "is": "starter" }],
          "fields": [{ "name": "subject", "type": "text", "required": true, "label": { "hu": "Tárgy", "en": "Subject" } }],
          "start": "asked",
          "states": [
            {
              "key": "asked", "name": { "hu": "Kérve", "en": "Asked" }, "category": "open",
              "enter": [{ "do": "task", "title": { "hu": "Válaszolj a kérésre", "en": "Answer the request" }, "role": "manager", "workingDays": 2 }],
              "deadline": { "workingDays": 5, "escalate": { "role": "administrator", "title": { "hu": "Nincs válasz a kérésre", "en": "The request is unanswered" } } }
            },
            { "key": "done", "name": { "hu": "Kész", "en": "Done" }, "category": "won" },
            { "key": "refused", "name": { "hu": "Elutasítva", "en": "Refused" }, "category": "lost" }
          ],
          "transitions": [
            { "from": "asked", "to": "done", "on": "agree", "by": "manager", "name": { "hu": "Rendben", "en": "Agree" } },
            { "from": "asked", "to": "refused", "on": "refuse", "by": "manager", "name": { "hu": "Elutasítás", "en": "Refuse" }, "requires": ["note"] },
            { "from": "asked", "to": "refused", "on": "withdraw", "by": "requester", "name": { "hu": "Visszavonás", "en": "Withdraw" } }
          ]
        }

        """;
}
