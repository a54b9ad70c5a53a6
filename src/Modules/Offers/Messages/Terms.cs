using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Offers.Messages;

/// <summary>The record of an offer's demands and needs, with the price that follows from them. It stays with the offer and is printed into its document; the audit keeps every earlier one.</summary>
/// <param name="Version">Counted from 1.</param>
/// <param name="Answers">By name of the question or contract field: numbers with a point, dates as <c>yyyy-MM-dd</c>, <c>true</c> and <c>false</c>, codes of choices.</param>
/// <param name="Quote">The calculated price; none where the line has no code for it: the listed price stands.</param>
/// <param name="LineVersion">The version of the product line that asked and calculated.</param>
[GenerateSerializer, Immutable]
public sealed record OfferTerms(
    [property: Id(0)] int Version,
    [property: Id(1)] Dictionary<string, string> Answers,
    [property: Id(2)] QuotedPrice? Quote,
    [property: Id(3)] string LineVersion,
    [property: Id(4)] string By,
    [property: Id(5)] DateTimeOffset At);

/// <summary>A calculated price and how it came about.</summary>
/// <param name="Period"><c>once</c>, <c>month</c>, <c>quarter</c> or <c>year</c>.</param>
/// <param name="Missing">Names of answers that would make it exact.</param>
[GenerateSerializer, Immutable]
public sealed record QuotedPrice(
    [property: Id(0)] decimal Amount,
    [property: Id(1)] string Currency,
    [property: Id(2)] string Period,
    [property: Id(3)] List<QuotedLine> Lines,
    [property: Id(4)] List<string> Missing)
{
    public static QuotedPrice? Of(Quote? quote) => quote is null ? null : new(
        quote.Amount, quote.Currency, quote.Period, [.. quote.Lines.Select(l => new QuotedLine(l.Label.Hu, l.Label.En, l.Amount, l.Value))], [.. quote.Missing]);
}

/// <param name="Amount">In the quote's currency, where the line is an amount.</param>
[GenerateSerializer, Immutable]
public sealed record QuotedLine([property: Id(0)] string Hu, [property: Id(1)] string En, [property: Id(2)] decimal? Amount, [property: Id(3)] string? Value)
{
    public string In(string language) => language == "en" ? En : Hu;
}

/// <summary>What is to be asked for an offer, what is known already, and what was answered.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetTerms(Guid OfferId) : IQuery<TermsForm>;

/// <param name="Questions">What is asked for each offer of the product.</param>
/// <param name="Fields">What the contract to be will carry.</param>
/// <param name="Known">Answers at hand: those given, else what the client's present contract of the product says.</param>
/// <param name="Quote">The price by what is known.</param>
/// <param name="Fence">Why no price can be calculated now, where the line's code is fenced off.</param>
public sealed record TermsForm(
    OfferView Offer,
    IReadOnlyList<FieldDefinition> Questions,
    IReadOnlyList<FieldDefinition> Fields,
    IReadOnlyDictionary<string, string> Known,
    QuotedPrice? Quote,
    string? Fence);

/// <summary>Records demands and needs for an open offer, and calculates its price. Every wrong or missing answer is a fault of its field <c>answers.NAME</c>.</summary>
/// <param name="IfVersion">Refused as stale when the offer has changed.</param>
[Needs(Permission.WorkOffers)]
public sealed record SaveTerms(Guid OfferId, IReadOnlyDictionary<string, string> Answers, int? IfVersion) : ICommand<OfferView>;

/// <summary>What a product would cost a client: calculates, and keeps nothing.</summary>
[Needs(Permission.SeeClients)]
public sealed record AskQuote(Guid ClientId, string Product, string? Variant, IReadOnlyDictionary<string, string> Answers) : IQuery<QuotedPrice>, IAboutClient;

/// <summary>What the product lines have to say on a client's page.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetClientSections(Guid ClientId) : IQuery<IReadOnlyList<LineSectionView>>, IAboutClient;
