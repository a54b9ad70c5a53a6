using System.Text.Json.Nodes;
using CrossSell.Clients.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;

namespace CrossSell.Host.Export;

/// <param name="Offers">The earliest first; the last is the one whose case this is.</param>
/// <param name="Mails">Those about these offers, with their processes or with their documents, as they went out; oldest first.</param>
/// <param name="Consents">All that the client ever granted or withdrew, newest first: what the house relied on when it called.</param>
/// <param name="History">What the audit says of these offers, their processes, documents and tasks, and of the client's consents; oldest first.</param>
internal sealed record CaseRecord(
    ClientView Client,
    IReadOnlyList<OfferView> Offers,
    IReadOnlyList<ProcessView> Processes,
    IReadOnlyList<DocumentView> Documents,
    IReadOnlyList<MailDetails> Mails,
    IReadOnlyList<ConsentEntry> Consents,
    IReadOnlyList<AuditItem> History)
{
    public OfferView Offer => Offers[^1];
}

/// <summary>Gathers what a case consists of, from every module that has a part of it.</summary>
internal sealed class CaseParts(IDispatcher dispatcher)
{
    private const int AtOnce = 200;

    public async Task<CaseRecord> Of(IReadOnlyList<OfferView> offers, CancellationToken ct)
    {
        var client = offers[^1].ClientId;
        var (processes, documents) = (new List<ProcessView>(), new List<DocumentView>());
        foreach (var offer in offers)
        {
            if (offer.Process is { } process)
            {
                processes.Add(await dispatcher.Ask(new GetProcess(process.Id), ct));
            }

            documents.AddRange((await dispatcher.Ask(new ListDocuments(client, offer.Id, null, null, AtOnce), ct)).Items);
        }

        HashSet<Guid> subjects = [.. offers.Select(o => o.Id), .. processes.Select(p => p.Id), .. documents.Select(d => d.Id)];
        var mails = await Mails(client, subjects, ct);
        subjects.UnionWith(mails.Select(m => m.Mail.Id));
        var history = (await History(client, ct)).Where(i => IsPart(i.Entry, subjects)).OrderBy(i => i.Position).ToList();
        return new CaseRecord(
            await dispatcher.Ask(new GetClient(client), ct), offers, processes, documents, mails, await dispatcher.Ask(new GetConsentHistory(client), ct), history);
    }

    private async Task<IReadOnlyList<MailDetails>> Mails(Guid client, HashSet<Guid> subjects, CancellationToken ct)
    {
        var found = new List<MailDetails>();
        for (var page = await Page(null); ; page = await Page(page.Next))
        {
            foreach (var mail in page.Items.Where(m => subjects.Overlaps(new[] { m.OfferId, m.ProcessId }.OfType<Guid>().Concat(m.Documents))))
            {
                found.Add(await dispatcher.Ask(new GetMail(mail.Id), ct));
            }

            if (page.Next is null)
            {
                found.Reverse();
                return found;
            }
        }

        Task<Page<MailView>> Page(string? after) => dispatcher.Ask(new ListMails(client, null, null, after, AtOnce), ct);
    }

    private static bool IsPart(AuditEntry entry, HashSet<Guid> subjects) =>
        subjects.Contains(entry.SubjectId) || Faces(entry).Any(f => f.ContainsKey("consents") || (f["offerId"] is JsonValue id && Guid.TryParse(id.ToString(), out var offer) && subjects.Contains(offer)));

    private static IEnumerable<JsonObject> Faces(AuditEntry entry) => [AuditTrail.Fields(entry.Before), AuditTrail.Fields(entry.After)];

    private async Task<IReadOnlyList<AuditItem>> History(Guid client, CancellationToken ct)
    {
        var all = new List<AuditItem>();
        for (var page = await Page(null); ; page = await Page(page.Next))
        {
            all.AddRange(page.Items);
            if (page.Next is null)
            {
                return all;
            }
        }

        Task<AuditPage> Page(long? after) => dispatcher.Ask(new GetClientHistory(client, [], null, null, null, after, AtOnce), ct);
    }
}
