using CrossSell.Documents.Messages;
using CrossSell.Host.Api;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.Export;

/// <summary>
/// All there is about one offer as one ZIP, for a complaint or an inspection: <c>case.html</c> to read, <c>case.json</c> for machines, the documents with their signed copies, and
/// <c>manifest.json</c> with the hash of each file. Taking it stands in the audit.
/// </summary>
internal sealed class CaseFile(IDispatcher dispatcher, CallContext call, BusinessClock clock, CaseParts parts, CasePaper paper, Pages.HistorySentences sentences)
{
    public async Task<FileStreamed> Make(Guid offer, CancellationToken ct)
    {
        var offers = await dispatcher.Send(new TakeCase(offer), ct);
        var known = await parts.Of(offers, ct);
        var page = await paper.Write(known, ct);
        return ZipWriter.File($"case-{offer}.zip", async (zip, stop) =>
        {
            await zip.Add(string.Empty, "case.html", page, stop);
            await zip.Add(string.Empty, "case.json", JsonText.Bytes(CaseAnswer.Of(known, await AuditAnswer.Of(known.History, sentences, stop), call.Actor.Language)), stop);
            await AddDocuments(zip, known, stop);
            await zip.Add(string.Empty, "manifest.json", JsonText.Bytes(new { offer, TakenAt = clock.Now, TakenBy = call.Actor.Name, zip.Files }), stop);
        });
    }

    private async Task AddDocuments(ZipWriter zip, CaseRecord known, CancellationToken ct)
    {
        foreach (var document in known.Documents.Where(d => d.Sha256 is not null))
        {
            await Add(zip, document, signed: false, ct);
            if (document.SignedAt is not null)
            {
                await Add(zip, document, signed: true, ct);
            }
        }
    }

    private async Task Add(ZipWriter zip, DocumentView document, bool signed, CancellationToken ct)
    {
        var content = await dispatcher.Ask(new GetDocumentContent(document.Id, signed), ct);
        await zip.Add(signed ? "documents/signed/" : "documents/", content.FileName, content.Content, ct);
    }
}
