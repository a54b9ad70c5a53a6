using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Features;

internal sealed class GetShelfHandler(IDispatcher dispatcher) : IQueryHandler<GetShelf, IReadOnlyList<ShelfLine>>
{
    public async Task<IReadOnlyList<ShelfLine>> Handle(GetShelf request, CancellationToken ct) =>
        Shelf.Of(await dispatcher.Ask(new GetCard(request.ClientId), ct), await dispatcher.Ask(new GetCatalog(), ct));
}
