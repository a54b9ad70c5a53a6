using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Hands out a document or its signed copy.</summary>
[Permit(Permission.SeeClients)]
internal sealed class DocumentFileModel(IDispatcher dispatcher) : PortalPage
{
    public async Task<FileContentResult> OnGetAsync(Guid id, bool signed, CancellationToken ct)
    {
        var file = await dispatcher.Ask(new GetDocumentContent(id, signed), ct);
        return File(file.Content, file.ContentType, file.FileName);
    }
}
