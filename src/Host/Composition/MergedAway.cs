using CrossSell.Clients.Messages;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Composition;

/// <summary>The id of a client that was merged into another keeps answering: every address with it leads to the same of the one that stayed.</summary>
internal sealed class MergedAway(IDispatcher dispatcher)
{
    /// <returns>Where to look instead; nothing when what is missing is not the client of the address, or was not merged into one in the caller's scope.</returns>
    public async Task<string?> Address(HttpContext http, NotFoundException missing)
    {
        if (missing.Code != "error.notFound.client" || http.Request.RouteValues["id"]?.ToString() is not { } said || !Guid.TryParse(said, out var id)
            || !missing.Arguments.Any(a => a.Value is Guid absent && absent == id))
        {
            return null;
        }

        return await dispatcher.Ask(new FindSurvivor(id), http.RequestAborted) is { } survivor
            ? http.Request.PathBase + http.Request.Path.Value!.Replace(said, survivor.ToString(), StringComparison.OrdinalIgnoreCase) + http.Request.QueryString
            : null;
    }
}
