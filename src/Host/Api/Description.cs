using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CrossSell.Host.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CrossSell.Host.Api;

/// <summary>The API described for machines (OpenAPI) and for people (a page that fetches nothing from elsewhere).</summary>
internal static class Description
{
    private const string Why = "the description of the API holds no data";
    private const string Bearer = "bearer";

    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            Describe(operation);
            return Task.CompletedTask;
        });
    });

    public static void Map(WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").OpenToAll(Why);
        DescriptionPage.Map(app, Why);
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "CrossSell",
            Version = "v1",
            Description = "Failures are problem details (RFC 9457) with a code. Lists take limit (at most 200) and after. "
                + "Writes take an Idempotency-Key: the same key answers the same result. Single resources carry an ETag; PATCH takes If-Match.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token made with: token create --user EMAIL",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
    }

    /// <summary>What our own converters write and which members may be left out: reflection over records does not tell.</summary>
    private static void Describe(OpenApiSchema schema, JsonTypeInfo json)
    {
        var inner = Nullable.GetUnderlyingType(json.Type);
        var type = inner ?? json.Type;
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. EnumWords.All(type).Select(w => (JsonNode)w)];
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type = inner is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }
        else if (json.Kind == JsonTypeInfoKind.Object)
        {
            schema.Required?.ExceptWith(json.Properties.Where(MayBeLeftOut).Select(p => p.Name));
        }
    }

    private static bool MayBeLeftOut(JsonPropertyInfo property) => property.IsGetNullable || property.AssociatedParameter is { HasDefaultValue: true };

    private static void Describe(OpenApiOperation operation)
    {
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A failure, as problem details",
            Content = new Dictionary<string, OpenApiMediaType> { [Problems.ContentType] = new() { Schema = Problem() } },
        };
    }

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };
}
