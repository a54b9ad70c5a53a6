using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Kernel.Data;

/// <summary>One statement of a unit of work, with positional parameters <c>$1</c> …</summary>
public sealed record SqlWrite(string Sql, params object?[] Values)
{
    internal NpgsqlBatchCommand ToBatchCommand()
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var value in Values)
        {
            command.Parameters.Add(Parameter(value));
        }

        return command;
    }

    internal static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        Json json => new NpgsqlParameter { Value = (object?)json.Text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb },
        Json[] many => new NpgsqlParameter { Value = many.Select(j => j.Text).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
        _ => new NpgsqlParameter { Value = value },
    };
}

/// <summary>A value for a <c>jsonb</c> column.</summary>
public sealed record Json(string? Text)
{
    public static Json Of<T>(T value) => new(System.Text.Json.JsonSerializer.Serialize(value, JsonText.Options));
}

/// <summary>How the house writes JSON into columns, the outbox and the audit.</summary>
public static class JsonText
{
    public static readonly System.Text.Json.JsonSerializerOptions Options = new(System.Text.Json.JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase) },
    };

    public static string Write<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value, Options);

    public static byte[] Bytes<T>(T value) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Reads the facts that are there; what is null stays as the type has it from the start.</summary>
    public static T Known<T>(JsonObject facts) => new JsonObject(facts.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone()))).Deserialize<T>(Options)!;

    public static T Read<T>(string text) => System.Text.Json.JsonSerializer.Deserialize<T>(text, Options)
        ?? throw new InvalidOperationException($"A stored {typeof(T).Name} is null.");
}
