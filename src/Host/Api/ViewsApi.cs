using CrossSell.Clients.Messages;
using CrossSell.Host.Export;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

/// <summary>Views of the client list, and the list as a file.</summary>
internal static class ViewsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var views = api.MapGroup("/client-views").WithTags("Clients");
        views.MapGet("/", All).Permit(Permission.SeeClients).WithSummary("One's own views of the client list and those shared with one's team");
        views.MapPost("/", Add).Permit(Permission.SeeClients).WithSummary("Keeps a view: columns, filter, sort; alone or shared with the team");
        views.MapPut("/{id:guid}", Change).Permit(Permission.SeeClients).WithSummary("Changes one's own view");
        views.MapDelete("/{id:guid}", Delete).Permit(Permission.SeeClients).WithSummary("Deletes one's own view");
        views.MapPut("/default", Choose).Permit(Permission.SeeClients).WithSummary("Chooses what one's list opens with");
        api.MapGet("/clients/export", Export).Permit(Permission.ExportClients).WithTags("Clients")
            .WithSummary("The clients of a list as CSV or XLSX, all of them; it stands in the audit").Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    private static async Task<ListAnswer<SavedView>> All(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListViews(), ct), null);

    private static async Task<Created<SavedView>> Add(ViewRequest view, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var added = await dispatcher.Send(new AddView(view.Data, view.Default ?? false), ct);
        return http.Made("client-views", added.Id, added, added.Version);
    }

    private static async Task<Ok<SavedView>> Change(Guid id, ViewRequest view, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var changed = await dispatcher.Send(new ChangeView(id, view.Data, http.IfVersion()), ct);
        return http.Tagged(changed, changed.Version);
    }

    private static async Task<NoContent> Delete(Guid id, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new DeleteView(id), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Choose(ChosenView chosen, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new ChooseDefaultView(chosen.View), ct);
        return TypedResults.NoContent();
    }

    private static async Task<PushStreamHttpResult> Export(
        string? q, string? advisor, string? kind, string? city, string? tag, bool? doNotContact, string? segment, string? sort, string? columns, string? format, ClientListExport export, CancellationToken ct)
    {
        var chosen = string.IsNullOrWhiteSpace(columns) ? ClientLists.UsualColumns : columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var file = await export.Make(new ClientFilter(q, advisor, kind, city, tag, doNotContact, segment), sort, chosen, format ?? "csv", ',', column => column, ct);
        return TypedResults.Stream(stream => file.Write(stream, ct), file.ContentType, file.FileName);
    }
}

/// <param name="Columns">In their order, beside the name; <c>phone</c>, <c>email</c>, <c>city</c> when not given.</param>
/// <param name="Sort"><c>name</c> (when not given), <c>-name</c>, <c>newest</c>, <c>oldest</c>.</param>
/// <param name="Default">One's list opens with it; of a new view only.</param>
internal sealed record ViewRequest(string? Name, IReadOnlyList<string>? Columns, ClientFilter? Filter, string? Sort, bool? Shared, bool? Default)
{
    public ViewData Data => new(Name, Columns, Filter, Sort, Shared ?? false);
}

/// <param name="View">None: the usual list.</param>
internal sealed record ChosenView(Guid? View);
