using System.Text.Json.Nodes;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using Microsoft.Extensions.Configuration;

namespace CrossSell.Access.Features;

/// <summary>The advisor a document names.</summary>
internal sealed class AdvisorDocumentData(IPeople people) : IDocumentData
{
    public string Name => "advisor";

    public JsonNode Sample => new JsonObject { ["name"] = "Kovács Anna", ["email"] = "anna@example.com", ["phone"] = "+36 1 234 5678" };

    public async Task<JsonNode?> Load(DocumentSubject subject, CancellationToken ct)
    {
        var advisor = (await people.ById([subject.AdvisorId], ct)).GetValueOrDefault(subject.AdvisorId)
            ?? throw new InvalidOperationException($"There is no advisor {subject.AdvisorId}.");
        return new JsonObject { ["name"] = advisor.Name, ["email"] = advisor.Email, ["phone"] = advisor.Phone };
    }
}

/// <summary>The house itself, as its letterhead says, from the settings.</summary>
internal sealed class CompanyDocumentData(IConfiguration configuration) : IDocumentData
{
    private static readonly string[] Fields = ["name", "address", "registration", "phone", "email", "website"];

    public string Name => "company";

    public JsonNode Sample => new JsonObject(Fields.Select(f => KeyValuePair.Create(f, (JsonNode?)JsonValue.Create("…"))));

    public Task<JsonNode?> Load(DocumentSubject subject, CancellationToken ct) =>
        Task.FromResult<JsonNode?>(new JsonObject(Fields.Select(f => KeyValuePair.Create(f, (JsonNode?)JsonValue.Create(configuration[$"Company:{f}"])))));
}
