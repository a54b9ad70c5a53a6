using CrossSell.Clients.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Generate;

/// <summary>One client of a made-up book with what they hold.</summary>
/// <param name="Segment">The hidden group whose taste the contracts follow.</param>
/// <param name="CopyOf">The external id of the client this one is by mistake a second time.</param>
internal sealed record BookClient(ClientData Data, IReadOnlyList<LoadedContract> Contracts, int Segment, string? CopyOf);

/// <summary>A product as a book needs to know it.</summary>
internal sealed record BookProduct(string Code, IReadOnlyList<string> Variants, IReadOnlyList<string> Fields);

/// <summary>What was planted: so that suggestions and the search for duplicates can be held against it.</summary>
/// <param name="Segments">By hidden group the share that each product has of what its members hold, from 0 to 1.</param>
internal sealed record BookTruth(int Seed, int Clients, IReadOnlyList<IReadOnlyDictionary<string, double>> Segments, IReadOnlyList<PlantedRule> Rules, List<PlantedCopy> Copies);

/// <summary>Whoever holds one product holds the other too in so many of a hundred cases.</summary>
internal sealed record PlantedRule(string Holds, string Gets, int Percent);

internal sealed record PlantedCopy(string Of, string Copy);
