using CrossSell.Catalog.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Prepares the contracts of many offers at once.</summary>
[Permit(Permission.WorkDocuments)]
internal sealed class BatchesModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    private CatalogSnapshot _catalog = null!;

    public IReadOnlyList<BatchView> Batches { get; private set; } = [];

    /// <summary>Line and key of the templates in use.</summary>
    public IReadOnlyList<(string Line, string Key)> Templates { get; private set; } = [];

    public IEnumerable<(string Code, string Name)> Products => _catalog.Products.Values.Select(p => (p.Code, p.Definition.Name.In(shell.Actor.Language)));

    public ContractsPrepared? Counted { get; private set; }

    public string LineName(string line) => _catalog.Products.Values.FirstOrDefault(p => p.Line == line)?.LineName.In(shell.Actor.Language) ?? line;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        _catalog = await dispatcher.Ask(new GetCatalog(), ct);
        Batches = await dispatcher.Ask(new ListBatches(), ct);
        var used = (await dispatcher.Ask(new ListTemplates(), ct)).Where(t => t.InUse).ToList();
        Templates = [.. _catalog.Products.Values.Select(p => p.Line).Distinct().SelectMany(line => used.Where(t => t.Line is null || t.Line == line).Select(t => (line, t.Key)).Distinct())];
    }

    public async Task<IActionResult> OnPostPrepareAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("template");
        var until = form.Day("contactUntil");
        form.Demand();
        var (line, key) = form.Text("template").Split('/', 2) is [var l, var k] ? (l, k) : (form.Text("template"), string.Empty);
        var prepared = await dispatcher.Send(new PrepareContracts(line, key, form.Optional("product"), form.Optional("advisor"), until, form.Text("mode") == "count"), ct);
        if (prepared.Batch is { } batch)
        {
            return Redirect($"/Documents/Batches/{batch.Id}");
        }

        Counted = prepared;
        await Load(ct);
        return Page();
    }
}
