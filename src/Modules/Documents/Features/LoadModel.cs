using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Documents.Features;

internal sealed class LoadModelHandler(IEnumerable<IDocumentData> parts, BusinessClock clock) : IQueryHandler<LoadModel, JsonObject>
{
    public async Task<JsonObject> Handle(LoadModel request, CancellationToken ct)
    {
        var model = new JsonObject { ["today"] = clock.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        foreach (var part in parts.Where(p => request.Parts.Contains(p.Name)))
        {
            model[part.Name] = await part.Load(request.Subject, ct);
        }

        return model;
    }
}

internal sealed class GetModelSampleHandler(PublishedFields fields) : IQueryHandler<GetModelSample, JsonObject>
{
    public Task<JsonObject> Handle(GetModelSample request, CancellationToken ct) => fields.Sample(request.Line, ct);
}
