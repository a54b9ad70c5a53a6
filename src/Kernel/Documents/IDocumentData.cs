using System.Text.Json.Nodes;

namespace CrossSell.Kernel.Documents;

/// <summary>What a document is about.</summary>
public sealed record DocumentSubject(Guid ClientId, Guid OfferId, Guid AdvisorId, string Product, string? Variant, string Language);

/// <summary>A part of the model a Word template is filled from; each module adds what it owns.</summary>
public interface IDocumentData
{
    /// <summary>The name under which the template finds it: <c>client</c>, <c>offer</c>, …</summary>
    string Name { get; }

    /// <summary>The fields of the part as a sample with every name and type: the published field catalogue.</summary>
    JsonNode Sample { get; }

    /// <summary>The sample with what a product line adds to it; without one, what every line's templates may use.</summary>
    Task<JsonNode> SampleFor(string? line, CancellationToken ct) => Task.FromResult(Sample);

    Task<JsonNode?> Load(DocumentSubject subject, CancellationToken ct);
}
