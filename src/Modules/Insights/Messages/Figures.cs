using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Insights.Messages;

/// <summary>What a page of figures is about.</summary>
public enum FigureTopic
{
    /// <summary>Why clients buy only once.</summary>
    RepeatPurchase,

    /// <summary>What expired: renewed here, lost, to whom and why; and what comes.</summary>
    Retention,

    /// <summary>From offer to yes, by rule, product, advisor and reason.</summary>
    Offers,

    /// <summary>How often a contact ends in yes, by attempt and time of day.</summary>
    Contacts,

    /// <summary>Commission or margin, where contracts of a line say it.</summary>
    Margin,
}

/// <summary>The figures of a topic for the clients of the actor's scope, as they were counted last; a figure that nobody has counted yet has no rows.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetFigures(FigureTopic Topic) : IQuery<FigureSheet>;

/// <param name="RefreshedAt">When they were counted; none while nobody has.</param>
/// <param name="AsOf">The day they were counted from.</param>
public sealed record FigureSheet(FigureTopic Topic, DateTimeOffset? RefreshedAt, DateOnly? AsOf, IReadOnlyList<Figure> Figures);

/// <param name="Name">Such as <c>onceByAge</c>.</param>
/// <param name="KeyIs">What keys are: <c>word</c>, <c>line</c>, <c>product</c>, <c>advisor</c>, <c>text</c>, <c>month</c>, <c>year</c>, <c>reason</c>, <c>rule</c>, <c>origin</c>, <c>attempt</c>, <c>daypart</c>.</param>
/// <param name="Columns">What is counted, such as <c>clients</c>; one that ends in <c>Part</c> is a part of a hundred.</param>
/// <param name="Left">How many bars there are beside those shown: the largest are.</param>
public sealed record Figure(string Name, string KeyIs, IReadOnlyList<string> Columns, IReadOnlyList<FigureBar> Rows, int Left);

/// <param name="Sub">What tells bars of one key apart, such as a rule's version.</param>
/// <param name="Name">What the key is called, where it is somebody.</param>
/// <param name="Filter">The clients behind it in the filter language of segments; none where it is not about clients.</param>
/// <param name="Cells">The clients behind each of the values, in their order, where a value has others than the bar; none for a value without clients of its own, empty where no value has any.</param>
public sealed record FigureBar(string Key, string? Sub, string? Name, IReadOnlyList<decimal> Values, string? Filter, IReadOnlyList<string?> Cells);

/// <summary>Counts every figure anew. Done nightly, and when somebody asks.</summary>
[Needs(Permission.Scan)]
public sealed record RefreshFigures : ICommand<FiguresRefreshed>;

public sealed record FiguresRefreshed(DateTimeOffset At, int Rows);

/// <summary>What is worth doing now in the actor's scope, at most three things, the most promising first: each with the clients it is about.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetWorthDoing : IQuery<IReadOnlyList<WorthDoing>>;

/// <param name="Code"><c>offerProduct</c>, <c>neverOffered</c>, <c>expiringUntouched</c>, <c>complaints</c>, <c>lostBack</c>.</param>
/// <param name="Clients">How many clients.</param>
/// <param name="Product">Of <c>offerProduct</c>, <c>line/code</c>.</param>
/// <param name="Worth">What it would bring in a year if everybody bought, where that is known, in <paramref name="Currency"/>.</param>
/// <param name="Filter">The clients, in the filter language of segments.</param>
/// <param name="Hu">The same as a sentence.</param>
public sealed record WorthDoing(string Code, int Clients, string? Product, decimal? Worth, string? Currency, string Filter, string Hu, string En);
