using CrossSell.Clients.Messages;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.Pages;

/// <summary>What the things are called that the record names by id: people, other clients, and products of contracts and offers. Load those a page says before use.</summary>
internal sealed class SubjectNames(IDispatcher dispatcher, PeopleNames people)
{
    private readonly Dictionary<Guid, string> _clients = [];
    private readonly Dictionary<Guid, string> _products = [];

    public async Task Load(IReadOnlyCollection<Guid> ofPeople, IReadOnlyCollection<Guid> ofClients, IReadOnlyCollection<Guid> ofProducts, CancellationToken ct)
    {
        await people.Load(ofPeople, ct);
        if (ofClients.Count > 0)
        {
            Keep(_clients, await dispatcher.Ask(new NameClients(ofClients), ct));
        }

        if (ofProducts.Count > 0)
        {
            Keep(_products, await dispatcher.Ask(new ProductsOf(ofProducts), ct));
        }
    }

    public string? Person(Guid id) => people.Of(id, string.Empty) is { Length: > 0 } name ? name : null;

    /// <summary>None when the client is not the reader's to see, or no more.</summary>
    public string? Client(Guid id) => _clients.GetValueOrDefault(id);

    /// <summary>The code of the product a contract or an offer is of.</summary>
    public string? Product(Guid id) => _products.GetValueOrDefault(id);

    private static void Keep(Dictionary<Guid, string> names, IReadOnlyDictionary<Guid, string> read)
    {
        foreach (var (id, name) in read)
        {
            names[id] = name;
        }
    }
}
