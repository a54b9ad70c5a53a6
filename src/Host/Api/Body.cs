using System.Text.Json.Nodes;
using CrossSell.Kernel.Errors;
using Microsoft.Net.Http.Headers;

namespace CrossSell.Host.Api;

/// <summary>Request bodies that are files.</summary>
internal static class Body
{
    public static async Task<byte[]> Read(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most)
        {
            throw TooLarge(most);
        }

        using var file = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[81920];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (file.Length + read > most)
            {
                throw TooLarge(most);
            }

            file.Write(buffer, 0, read);
        }

        return file.ToArray();
    }

    /// <summary>The media type, when it is one of those that can be used here.</summary>
    public static string DemandType(HttpRequest request, params string[] allowed)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value!.ToLowerInvariant() : null;
        return type is not null && allowed.Contains(type)
            ? type
            : throw new UnsupportedTypeException(allowed);
    }

    public static string Required(string? text, string field) =>
        string.IsNullOrWhiteSpace(text) ? throw new InvalidInputException(field, "required", "Required.") : text;

    public static T Required<T>(T? value, string field)
        where T : struct => value ?? throw new InvalidInputException(field, "required", "Required.");

    /// <summary>One of the words of <typeparamref name="T"/> in a query; none when not given.</summary>
    public static T? Word<T>(string? text, string field)
        where T : struct, Enum => string.IsNullOrEmpty(text) ? null : EnumWords.Read<T>(text) ?? throw NotOneOf(field, EnumWords.All(typeof(T)));

    public static string? Word(string? text, string field, params string[] allowed) =>
        string.IsNullOrEmpty(text) ? null : allowed.Contains(text) ? text : throw NotOneOf(field, allowed);

    public static JsonNode? Json(string? text) => text is null ? null : JsonNode.Parse(text);

    private static InvalidInputException NotOneOf(string field, IReadOnlyList<string> allowed)
    {
        var words = string.Join(", ", allowed);
        return new InvalidInputException([new FieldFault(field, "notOneOf", $"Must be one of: {words}.", ("words", words))]);
    }

    private static BadHttpRequestException TooLarge(int most) =>
        new($"The body has more than {most / 1024 / 1024} MB.", StatusCodes.Status413PayloadTooLarge);
}

/// <summary>A body of a kind that can't be used here.</summary>
internal sealed class UnsupportedTypeException(IReadOnlyList<string> allowed)
    : HouseException("error.unsupportedType", $"Send one of these media types: {string.Join(", ", allowed)}.", ("types", string.Join(", ", allowed)));
