using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Segments.Messages;

/// <summary>What somebody wants to keep as a segment.</summary>
/// <param name="Name">1 to 80 characters; another segment of the same person has another name.</param>
/// <param name="Filter">In the filter language, or as a sentence of either language: see the reference. At most 4,000 characters.</param>
/// <param name="Shared">The owner's team sees it too.</param>
public sealed record SegmentData(string? Name, string? Filter, bool Shared);

/// <summary>Keeps a filter. What it means is asked anew whenever it is used, always within what the asking person may see.</summary>
[Needs(Permission.SeeClients)]
public sealed record AddSegment(SegmentData Data) : ICommand<SegmentView>;

/// <summary>Changes one's own segment. Refused where it would stand on itself.</summary>
[Needs(Permission.SeeClients)]
public sealed record ChangeSegment(Guid SegmentId, SegmentData Data, int? IfVersion) : ICommand<SegmentView>;

/// <summary>Deletes one's own segment; refused while other segments stand on it.</summary>
[Needs(Permission.SeeClients)]
public sealed record DeleteSegment(Guid SegmentId) : ICommand<Done>;

/// <summary>One of the actor's own segments, or one shared with their team, with its count.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetSegment(Guid SegmentId) : IQuery<SegmentView>;

/// <summary>The actor's own segments and those shared with their team, by name; without counts.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListSegments : IQuery<IReadOnlyList<SegmentView>>;

/// <param name="Filter">In the filter language.</param>
/// <param name="Sentence">The same as a sentence in the actor's language.</param>
/// <param name="Own">The actor may change it.</param>
/// <param name="Owner">Whose it is, by name.</param>
/// <param name="Count">How many clients of the actor's scope it means now; nothing in lists.</param>
public sealed record SegmentView(Guid Id, string Name, string Filter, string Sentence, bool Shared, bool Own, string Owner, int? Count, DateTimeOffset ChangedAt, int Version);

/// <summary>The clients of a segment in the actor's scope, by name.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListSegmentClients(Guid SegmentId, string? After, int Limit) : IQuery<Page<ClientRow>>;

/// <summary>What a filter means, while it is being built: said as a sentence, counted, with a few of the clients. Where it can't be read, the fault says where and why.</summary>
/// <param name="Sample">How many clients to show, 0 to 50.</param>
[Needs(Permission.SeeClients)]
public sealed record TryFilter(string Filter, int Sample) : IQuery<FilterTrial>;

/// <param name="Filter">In the filter language, as it would be kept.</param>
/// <param name="Of">How many clients the actor sees.</param>
/// <param name="Sample">Some of them, by name.</param>
public sealed record FilterTrial(string Filter, string Sentence, int Count, int Of, IReadOnlyList<ClientItem> Sample);

/// <summary>The segments the actor sees that mean one client, decided in memory by the same filter.</summary>
[Needs(Permission.SeeClients)]
public sealed record SegmentsOfClient(Guid ClientId) : IQuery<IReadOnlyList<SegmentView>>, IAboutClient;

/// <summary>How a filter is built by clicking: its parts as a tree, or a part to begin with.</summary>
/// <param name="Filter">In the filter language or as a sentence; empty for none yet.</param>
[Needs(Permission.SeeClients)]
public sealed record TakeFilterApart(string Filter) : IQuery<FilterPart?>;

/// <summary>Puts the parts together again. Values that can't be are faults of <c>path.field</c>.</summary>
[Needs(Permission.SeeClients)]
public sealed record PutFilterTogether(FilterPart Part) : IQuery<string>;

/// <summary>A part of a filter as the builder shows it.</summary>
/// <param name="Kind"><c>all</c>, <c>any</c>, <c>not</c>, or a kind of condition: <see cref="FilterKind"/>.</param>
/// <param name="Values">Of a condition: what fills its places, in their order, as written in the language; an empty text is one that is left out.</param>
public sealed record FilterPart(string Kind, IReadOnlyList<string> Values, IReadOnlyList<FilterPart> Parts);

/// <summary>A kind of condition and what it asks for.</summary>
/// <param name="Places">One of <c>products</c>, <c>product</c>, <c>ofProducts</c>, <c>place</c>, <c>comparison</c>, <c>dateComparison</c>, <c>days</c>, <c>years</c>, <c>count</c>, <c>amount</c>, <c>currency</c>, <c>date</c>, <c>text</c>, <c>outcome</c>, <c>because</c>, <c>within</c>, <c>standing</c>, <c>kind</c>, <c>language</c>, <c>channel</c>, <c>purpose</c> for each value.</param>
/// <param name="Example">Values to begin with.</param>
public sealed record FilterKind(string Kind, IReadOnlyList<string> Places, IReadOnlyList<string> Example);

[Needs(Permission.SeeClients)]
public sealed record ListFilterKinds : IQuery<IReadOnlyList<FilterKind>>;
