using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Features;

internal sealed class GetClientFieldHistoryHandler(AuditTrail trail) : IQueryHandler<GetClientFieldHistory, IReadOnlyList<FieldValue>>
{
    private static readonly HashSet<string> Known = [.. new Client().Facts().Keys];

    public async Task<IReadOnlyList<FieldValue>> Handle(GetClientFieldHistory request, CancellationToken ct)
    {
        var field = request.Field switch
        {
            "advisor" => "advisorId",
            var inAddress when inAddress.StartsWith("address.", StringComparison.Ordinal) => inAddress["address.".Length..],
            var own => own,
        };
        return Known.Contains(field)
            ? FieldValue.Of(field, await trail.Of(request.ClientId, request.ClientId, ct))
            : throw new InvalidInputException("field", "unknownField", $"A client has no field of this name; there are {string.Join(", ", Known)}.");
    }
}
