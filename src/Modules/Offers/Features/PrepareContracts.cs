using CrossSell.Catalog.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Features;

internal sealed class PrepareContractsHandler(Database database, IDispatcher dispatcher, IPeople people, CallContext call) : ICommandHandler<PrepareContracts, ContractsPrepared>
{
    public async Task<ContractsPrepared> Handle(PrepareContracts request, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        if (!catalog.Products.Values.Any(p => p.Line == request.Line))
        {
            throw new InvalidInputException("line", "unknownLine", $"There is no product line {request.Line}.");
        }

        if (request.Product is { } product && catalog.Product(product)?.Line != request.Line)
        {
            throw new InvalidInputException("product", "unknownProduct", $"There is no product {product} in the line {request.Line}.");
        }

        var advisor = request.Advisor is null ? (Guid?)null : await people.Advisor(request.Advisor, ct);
        var scope = call.Actor.Scope;
        var open = await database.Query(
            $"""
            select o.client_id, o.id, c.advisor_id, o.product, o.variant, c.language, exists (
              select 1 from documents.pub_document d where d.offer_id = o.id and d.template = $2 and d.status <> 'failed')
            from offers.offer o join clients.pub_client c on c.id = o.client_id
            where o.status = 'open' and not c.do_not_contact and o.product like $1 || '/%' and ($3::text is null or o.product = $3) and ($4::uuid is null or c.advisor_id = $4)
              and ($5::date is null or o.contact_until <= $5) and {scope.Sql("c.advisor_id", "$6")}
            order by c.name, o.id
            """,
            r => (Subject: new DocumentSubject(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), OfferTask.VariantOf(catalog.Product(r.GetString(3))?.Definition, r.MaybeText(4))?.Code, r.GetString(5)), Prepared: r.GetBoolean(6)),
            [request.Line, request.Template, request.Product, advisor, request.ContactUntil, scope.Advisors],
            ct);
        var subjects = open.Where(o => !o.Prepared).Select(o => o.Subject).ToList();
        var batch = request.DryRun ? null : await dispatcher.Send(new StartBatch(request.Line, request.Template, subjects), ct);
        return new ContractsPrepared(subjects.Count, open.Count - subjects.Count, batch);
    }
}
