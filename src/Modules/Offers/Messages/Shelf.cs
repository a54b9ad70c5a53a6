using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Offers.Messages;

/// <summary>What a client has of each line's products, and what not: the missing beside the held.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetShelf(Guid ClientId) : IQuery<IReadOnlyList<ShelfLine>>, IAboutClient;

/// <param name="Line">The line's code.</param>
/// <param name="Products">The held first, then what is in hand, then the missing; of a line with more than 24 products the missing are left out.</param>
/// <param name="Others">How many were left out.</param>
public sealed record ShelfLine(string Line, IReadOnlyList<ShelfProduct> Products, int Others);

/// <param name="Product"><c>line/code</c>.</param>
/// <param name="Until">Not to be offered before this day, where the client refused it lately.</param>
public sealed record ShelfProduct(string Product, ShelfStanding Standing, DateOnly? Until);

/// <summary>How a product stands with a client, the strongest first.</summary>
public enum ShelfStanding
{
    /// <summary>Held with us.</summary>
    Here,
    Elsewhere,

    /// <summary>An offer is open.</summary>
    Open,
    Suggested,

    /// <summary>In cooldown.</summary>
    Resting,
    Missing,
}
