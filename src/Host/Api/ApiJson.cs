using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrossSell.Kernel.Time;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CrossSell.Host.Api;

/// <summary>How the API reads and writes JSON: camelCase, words for enums, nothing it does not know.</summary>
internal sealed class ApiJson(BusinessClock clock) : IConfigureOptions<JsonOptions>
{
    public void Configure(JsonOptions options) => Describe(options.SerializerOptions, clock);

    public static void Describe(JsonSerializerOptions json, BusinessClock clock)
    {
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new EnumWords());
        json.Converters.Add(new InstantJson(clock));
    }
}

/// <summary>A word that is none of those allowed.</summary>
internal sealed class UnknownWordException(IReadOnlyList<string> allowed) : JsonException($"Must be one of: {string.Join(", ", allowed)}.")
{
    public IReadOnlyList<string> Allowed { get; } = allowed;
}

/// <summary>Enums as camelCase words; never numbers.</summary>
internal sealed class EnumWords : JsonConverterFactory
{
    public static string Of(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static IReadOnlyList<string> All(Type type) => [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static T? Read<T>(string? word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Of(value), word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (reader.TokenType == JsonTokenType.String ? EnumWords.Read<T>(reader.GetString()) : null) ?? throw new UnknownWordException(All(typeof(T)));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Of(value));
    }
}

/// <summary>Instants in UTC; one without an offset is meant in the business time zone.</summary>
internal sealed class InstantJson(BusinessClock clock) : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? Instants.Parse(reader.GetString(), clock) : null)
        ?? throw new JsonException("The JSON value could not be converted to System.DateTimeOffset.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
