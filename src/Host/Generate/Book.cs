using CrossSell.Clients.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Generate;

/// <summary>One client of a made-up book with what they hold.</summary>
/// <param name="Segment">The hidden group whose taste the contracts follow.</param>
/// <param name="CopyOf">The external id of the client this one is by mistake a second time.</param>
internal sealed record BookClient(ClientData Data, IReadOnlyList<LoadedContract> Contracts, int Segment, string? CopyOf);

/// <summary>A product as a book needs to know it.</summary>
/// <param name="RenewsEvery">Months, when it renews by itself.</param>
internal sealed record BookProduct(string Code, IReadOnlyList<string> Variants, IReadOnlyList<string> Fields, int? RenewsEvery = null);

/// <summary>What was planted: so that suggestions, the search for duplicates and figures can be held against it.</summary>
/// <param name="Segments">By hidden group the share that each product has of what its members hold, from 0 to 1.</param>
/// <param name="AsOf">The day from which ages and months are counted.</param>
/// <param name="Figures">By the name of a figure and the key of a bar what it counts, added up while the book was made and not asked of a database.</param>
internal sealed record BookTruth(
    int Seed, int Clients, IReadOnlyList<IReadOnlyDictionary<string, double>> Segments, IReadOnlyList<PlantedRule> Rules, List<PlantedCopy> Copies, DateOnly AsOf,
    IReadOnlyDictionary<string, SortedDictionary<string, long[]>> Figures);

/// <summary>Whoever holds one product holds the other too in so many of a hundred cases.</summary>
internal sealed record PlantedRule(string Holds, string Gets, int Percent);

internal sealed record PlantedCopy(string Of, string Copy);
