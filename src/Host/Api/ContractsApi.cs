using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class ContractsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var contracts = api.MapGroup("/contracts").WithTags("Contracts");
        contracts.MapPost("/", Add).Permit(Permission.EditClients).WithSummary("Adds a contract a client holds, here or elsewhere");
        contracts.MapGet("/", List).Permit(Permission.SeeClients).WithSummary("Contracts by client, product or expiry");
        contracts.MapGet("/{id:guid}", Get).Permit(Permission.SeeClients).WithSummary("One contract");
        contracts.MapPatch("/{id:guid}", Change).Permit(Permission.EditClients).WithSummary("Changes what is given of a contract and leaves the rest");
        contracts.MapGet("/{id:guid}/fields/{field}/history", Field).Permit(Permission.SeeAudit).WithSummary("Every value a field of the contract had: since when, who set it and why; newest first");
    }

    private static async Task<ListAnswer<FieldValue>> Field(Guid id, string field, IDispatcher dispatcher, CancellationToken ct) =>
        new(await dispatcher.Ask(new GetContractFieldHistory(id, field), ct), null);

    private static async Task<Created<ContractView>> Add(ContractData contract, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var added = await dispatcher.Send(new AddContract(contract), ct);
        return http.Made("contracts", added.Id, added, added.Version);
    }

    private static async Task<ListAnswer<ContractView>> List(
        Guid? client, string? product, DateOnly? expiringBefore, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new ListContracts(client, product, expiringBefore, after, Paging.Limit(limit)), ct)).Answer();

    private static async Task<Ok<ContractView>> Get(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var contract = await dispatcher.Ask(new GetContract(id), ct);
        return http.Tagged(contract, contract.Version);
    }

    private static async Task<Ok<ContractView>> Change(Guid id, ContractData contract, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var changed = await dispatcher.Send(new ChangeContract(id, contract, http.IfVersion()), ct);
        return http.Tagged(changed, changed.Version);
    }
}
