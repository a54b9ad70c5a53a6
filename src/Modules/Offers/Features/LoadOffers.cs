using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using FluentValidation;

namespace CrossSell.Offers.Features;

internal sealed class LoadOffersValidator : AbstractValidator<LoadOffers>
{
    public LoadOffersValidator() =>
        RuleForEach(m => m.Offers).Must(o => o.Attempts.Count > 0).WithErrorCode("required").WithMessage("An approach that is over has at least one attempt.");
}

internal sealed class LoadOffersHandler(IUnitOfWork unit, IDispatcher dispatcher, BusinessClock clock) : ICommandHandler<LoadOffers, Done>
{
    private const int WindowDays = 30;
    private const int Priority = 70;

    public async Task<Done> Handle(LoadOffers request, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var offers = request.Offers.Select(o => Made(o, catalog)).ToList();
        var block = new AuditBlockWriter(await unit.Connection(ct), Ids.New(clock.Now));
        unit.InsertOffers(offers);
        unit.InsertAttempts(offers);
        var clients = offers.Select(o => o.ClientId).Distinct().ToArray();
        unit.MoveClients(clients);
        unit.Touch(clients);
        await block.Add([.. offers.Select(o => new BlockPart("offers.takenOver", "offer", o.Id, o.ClientId, null, JsonText.Bytes(ClientWriter.Face(o))))], ct);
        unit.Audit(new AuditDraft("offers.loaded", "offers", Ids.New(clock.Now), null, null, new { offers.Count }) { Block = block.Seal() });
        return Done.Instance;
    }

    private OfferView Made(LoadedOffer loaded, CatalogSnapshot catalog)
    {
        var last = loaded.Attempts[^1];
        var (opened, planned) = (clock.DateOf(loaded.OpenedAt), clock.DateOf(loaded.Attempts[0].At));
        var status = last.Outcome switch { Outcome.Accepted => OfferStatus.Accepted, Outcome.Rejected => OfferStatus.Rejected, _ => OfferStatus.Lapsed };
        return new OfferView(
            Ids.New(loaded.OpenedAt), loaded.ClientId, Guid.Empty, loaded.Product, loaded.Variant, loaded.Reason, loaded.Rule, null, opened, opened.AddDays(WindowDays), planned, null, status,
            [.. loaded.Attempts.Select(Made)], null, null, status == OfferStatus.Rejected && last.Reason is { } said ? said : OfferSql.Word(last.Outcome), loaded.OpenedAt, last.At, Priority, 1, string.Empty, loaded.Purpose)
        {
            RuleVersion = loaded.Rule is { } rule ? catalog.VersionOfRule(rule) : null,
        };
    }

    private static ContactAttempt Made(LoadedAttempt a) => new(Ids.New(a.At), a.At, a.ById, a.By, OfferSql.Word(ContactChannel.Phone), a.Outcome, a.Reason, null, null) { RecordedAt = a.At };
}
