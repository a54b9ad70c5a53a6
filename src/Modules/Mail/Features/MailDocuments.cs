using CrossSell.Documents.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;

namespace CrossSell.Mail.Features;

/// <summary>The back office sends documents: asked for here, marked as sent only when the mail is out.</summary>
internal sealed class MailDocumentsHandler(IUnitOfWork unit, IDispatcher dispatcher, IOfferSubjects offers, CallContext call, BusinessClock clock) : ICommandHandler<MailDocuments, IReadOnlyList<MailView>>
{
    private const int Most = 500;

    public async Task<IReadOnlyList<MailView>> Handle(MailDocuments request, CancellationToken ct)
    {
        if (request.DocumentIds.Count is 0 or > Most)
        {
            throw new InvalidInputException("documentIds", "count", $"Choose 1 to {Most} documents.");
        }

        var documents = new List<DocumentView>();
        foreach (var id in request.DocumentIds.Distinct())
        {
            documents.Add(await dispatcher.Ask(new GetDocument(id), ct));
        }

        await Demand(documents, ct);
        var asked = new List<MailView>();
        foreach (var ofClient in documents.GroupBy(d => (d.ClientId, d.OfferId)))
        {
            asked.Add(await Ask([.. ofClient], ct));
        }

        return asked;
    }

    private async Task Demand(List<DocumentView> documents, CancellationToken ct)
    {
        if (documents.Find(d => d.Status is not ("generated" or "sent")) is { } other)
        {
            throw new RuleBrokenException("error.notGenerated", $"{other.Number} can't be sent: it is {other.Status}.", ("number", other.Number), ("status", other.Status));
        }

        var connection = await unit.Connection(ct);
        var without = await connection.Query("select name from clients.pub_client where id = any($1) and email is null order by name limit 1", r => r.GetString(0), [documents.Select(d => d.ClientId).ToArray()], ct);
        if (without is [var name])
        {
            throw new RuleBrokenException("error.clientNoEmail", $"{name} has no e-mail address.", ("client", name));
        }

        var waiting = await connection.Query(
            "select d from mail.message m cross join unnest(m.documents) d where m.status = 'requested' and m.documents && $1 and d = any($1) limit 1", r => r.GetGuid(0), [documents.Select(d => d.Id).ToArray()], ct);
        if (waiting is [var document])
        {
            var number = documents.First(d => d.Id == document).Number;
            throw new ConflictException("error.beingMailed", $"{number} is being sent already.", ("number", number));
        }
    }

    private async Task<MailView> Ask(IReadOnlyList<DocumentView> documents, CancellationToken ct)
    {
        var first = documents[0];
        var id = Ids.New(clock.Now);
        await dispatcher.Send(
            new RequestMail
            {
                Id = id,
                Template = MailDocuments.Template,
                Line = first.OfferId is { } offer ? (await offers.Of(offer, ct))?.Product.Split('/')[0] : null,
                To = MailTo.Client,
                ClientId = first.ClientId,
                OfferId = first.OfferId,
                ProcessId = first.ProcessId,
                Documents = [.. documents.Select(d => d.Id)],
            },
            ct);
        return new MailView(
            id, MailDocuments.Template, null, first.ClientId, first.ClientName, first.OfferId, first.ProcessId, [.. documents.Select(d => d.Id)], MailStatus.Requested, null, null, null, call.Actor.Name, clock.Now,
            null, null, null, null, 0, clock.Now, null, null, null, 1);
    }
}
