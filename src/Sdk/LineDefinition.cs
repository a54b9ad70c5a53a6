using System.Text.Json.Serialization;

namespace CrossSell.Sdk;

/// <summary>A product line as its <c>line.json</c> says it: products, rules, follow-ups, processes and templates.</summary>
/// <param name="Line">Code of the line, lower case, unique in the house; products are addressed as <c>line/code</c>.</param>
/// <param name="Version">Semantic version of the folder's content.</param>
/// <param name="Sdk">The contract version this line was written against; compared for equality with <see cref="SdkContract.Version"/>.</param>
/// <param name="Name">What people call the line.</param>
/// <param name="Assembly">File name of the assembly beside <c>line.json</c>, when data alone does not say everything.</param>
public sealed record LineDefinition(
    string Line,
    string Version,
    int Sdk,
    Text Name,
    string? Assembly,
    IReadOnlyList<ProductDefinition> Products,
    IReadOnlyList<RuleDefinition> Rules,
    IReadOnlyList<FollowUpDefinition> FollowUps,
    IReadOnlyList<ProcessFile> Processes,
    IReadOnlyList<TemplateFile> Templates)
{
    /// <summary>The attributes of clients that suggestions of this line may learn from; null means all that are imported, an empty list none.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    /// <summary>How the house addresses a product of this line: <c>line/code</c>.</summary>
    public string AddressOf(ProductDefinition product) => $"{Line}/{product.Code}";
}

/// <summary>The version of the contract between host and product lines.</summary>
public static class SdkContract
{
    /// <summary>The one version this host accepts.</summary>
    public const int Version = 1;
}

/// <summary>A text in the two languages of the house. Both are required.</summary>
public sealed record Text(string Hu, string En)
{
    /// <summary>The text in <paramref name="language"/> (<c>hu</c> or <c>en</c>); anything but <c>en</c> is Hungarian.</summary>
    public string In(string language) => language == "en" ? En : Hu;
}

/// <summary>Something a client can hold or buy.</summary>
/// <param name="Code">Unique within the line.</param>
/// <param name="Variants">Other forms of the same product, in the order they are offered.</param>
/// <param name="Term">How long it runs; without one the product is bought once and never expires.</param>
/// <param name="Contact">When to approach the client before the notice deadline.</param>
/// <param name="CooldownDays">Calendar days after a rejection during which the product is not offered again.</param>
/// <param name="SeasonMonths">Months (1-12) in which it may be offered; empty means all year.</param>
/// <param name="Process">Key of the process an offer of this product runs; by default the line's first.</param>
public sealed record ProductDefinition(
    string Code,
    Text Name,
    IReadOnlyList<VariantDefinition> Variants,
    TermDefinition? Term,
    ContactDefinition Contact,
    int CooldownDays,
    EligibilityDefinition? Eligible,
    IReadOnlyList<int> SeasonMonths,
    IReadOnlyList<FieldDefinition> Fields,
    string? Process)
{
    /// <summary>What is asked of the client for each offer and kept with it: demands and needs, and what a quote is calculated from.</summary>
    public IReadOnlyList<FieldDefinition> Needs { get; init; } = [];

    /// <summary>What a sale is worth to the house, in a unit that all lines share; suggestions are ranked by chance times value. None counts as 1.</summary>
    public decimal? Value { get; init; }
}

/// <summary>Another form of the same product.</summary>
public sealed record VariantDefinition(string Code, Text Name)
{
    /// <summary>What it costs as listed; without one the price is agreed with the client.</summary>
    public PriceDefinition? Price { get; init; }

    /// <summary>What the client gets for it, in the order a contract lists it: covers of an insurance, conditions of a loan.</summary>
    public IReadOnlyList<CoverDefinition> Covers { get; init; } = [];
}

/// <summary>A list price.</summary>
/// <param name="Amount">What is paid per period, more than zero.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Period"><c>once</c>, <c>month</c>, <c>quarter</c> or <c>year</c>.</param>
public sealed record PriceDefinition(decimal Amount, string Currency, string Period);

/// <summary>One thing the client gets: a risk covered, a service, a condition of a loan.</summary>
/// <param name="Description">What is meant by it, in a sentence.</param>
/// <param name="Limit">Up to how much, in the currency of the variant's price; none when no amount belongs to it.</param>
public sealed record CoverDefinition(Text Name, Text? Description, decimal? Limit);

/// <summary>The term of a product.</summary>
/// <param name="Months">Length of one term in months; an expiry may be any later anniversary of it.</param>
/// <param name="Renews">What happens at the end of the term if nobody acts.</param>
/// <param name="NoticeDays">Calendar days before expiry by which notice must be given.</param>
public sealed record TermDefinition(int Months, Renewal Renews, int NoticeDays);

/// <summary>What happens at the end of a term if nobody acts.</summary>
public enum Renewal
{
    /// <summary>The contract ends.</summary>
    Never,

    /// <summary>The contract goes on for another term.</summary>
    Automatically,
}

/// <summary>When to approach a client about an expiring contract.</summary>
/// <param name="DaysBeforeNotice">Calendar days before the notice deadline on which the window of contact opens.</param>
/// <param name="Remind">Days before the notice deadline on which an unanswered offer is brought up again.</param>
public sealed record ContactDefinition(int DaysBeforeNotice, IReadOnlyList<int> Remind);

/// <summary>Who may be offered a product. Ages are completed years on the day of the offer.</summary>
public sealed record EligibilityDefinition(int? MinAge, int? MaxAge, string? Kind);

/// <summary>A field of the product's contracts, beyond what every contract has.</summary>
public sealed record FieldDefinition(string Name, FieldType Type, bool Required, Text Label)
{
    /// <summary>What it means or where to find it, shown beside the field.</summary>
    public Text? Hint { get; init; }

    /// <summary>What may be chosen; for <see cref="FieldType.Choice"/>.</summary>
    public IReadOnlyList<ChoiceDefinition> Choices { get; init; } = [];

    /// <summary>The least a number or an amount may be.</summary>
    public decimal? Min { get; init; }

    /// <summary>The most a number or an amount may be.</summary>
    public decimal? Max { get; init; }

    /// <summary>A regular expression the whole text must match; for <see cref="FieldType.Text"/>.</summary>
    public string? Pattern { get; init; }
}

/// <summary>One of the values to choose from.</summary>
/// <param name="Code">What is kept.</param>
/// <param name="Name">What people read.</param>
public sealed record ChoiceDefinition(string Code, Text Name);

/// <summary>The types a product field can have.</summary>
public enum FieldType
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A calendar date.</summary>
    Date,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>An amount of money in the contract's currency.</summary>
    Money,

    /// <summary>One of the <see cref="FieldDefinition.Choices"/>, by its code.</summary>
    Choice,
}

/// <summary>A cross-sell rule: when <paramref name="When"/> holds and <paramref name="Unless"/> does not, offer a product.</summary>
/// <param name="Offer">The product offered, <c>line/code</c> once loaded.</param>
/// <param name="AfterDays">Days to wait after the event of a <c>bought</c> condition.</param>
/// <param name="Priority">1-100; higher is offered first.</param>
/// <param name="Because">The reason, as the advisor would say it aloud.</param>
public sealed record RuleDefinition(string Code, Condition When, string Offer, int AfterDays, int Priority, Condition? Unless, Text Because);

/// <summary>What has to hold for a rule. Product codes are <c>line/code</c> once loaded.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Bought), "bought")]
[JsonDerivedType(typeof(Holds), "holds")]
[JsonDerivedType(typeof(Lacks), "lacks")]
[JsonDerivedType(typeof(Expiring), "expiring")]
[JsonDerivedType(typeof(Age), "age")]
[JsonDerivedType(typeof(Tag), "tag")]
[JsonDerivedType(typeof(Attr), "attr")]
[JsonDerivedType(typeof(Season), "season")]
[JsonDerivedType(typeof(Custom), "custom")]
[JsonDerivedType(typeof(All), "all")]
[JsonDerivedType(typeof(Any), "any")]
[JsonDerivedType(typeof(Not), "not")]
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>The client bought the product: an event, dated by the contract's start.</summary>
    public sealed record Bought(string Product) : Condition;

    /// <summary>The client holds a live contract of the product, here or elsewhere.</summary>
    public sealed record Holds(string Product) : Condition;

    /// <summary>The client holds no live contract of the product.</summary>
    public sealed record Lacks(string Product) : Condition;

    /// <summary>A live contract of the product expires within <paramref name="WithinDays"/> days.</summary>
    public sealed record Expiring(string Product, int WithinDays) : Condition;

    /// <summary>The client's age in completed years lies between the bounds, both included.</summary>
    public sealed record Age(int? Min, int? Max) : Condition;

    /// <summary>The client carries the tag.</summary>
    public sealed record Tag(string Name) : Condition;

    /// <summary>An attribute of the client has one of the values, upper and lower case alike, or as a number lies between the bounds, both included; with neither, it has a value.</summary>
    /// <param name="Name">As <c>attr.NAME</c> in the client file says it.</param>
    public sealed record Attr(string Name, IReadOnlyList<string> Is, decimal? Min, decimal? Max) : Condition;

    /// <summary>Today's month is one of these (1-12).</summary>
    public sealed record Season(IReadOnlyList<int> Months) : Condition;

    /// <summary>The line's code says so: see <see cref="IConditions"/>.</summary>
    /// <param name="Line">The line whose code is asked.</param>
    public sealed record Custom(string Line, string Name) : Condition;

    /// <summary>Every part holds.</summary>
    public sealed record All(IReadOnlyList<Condition> Parts) : Condition;

    /// <summary>At least one part holds.</summary>
    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition;

    /// <summary>The part does not hold.</summary>
    public sealed record Not(Condition Part) : Condition;
}

/// <summary>One row of the follow-up table, read top down, first match wins.</summary>
/// <param name="On">The outcome it answers.</param>
/// <param name="Reason">Only for this reason; none means any.</param>
/// <param name="Product">Only for this product of the line; none means any.</param>
public sealed record FollowUpDefinition(Outcome On, string? Reason, string? Product, NextStep Then)
{
    /// <summary>Only the n-th time the offer ends in this outcome, counted from 1; none means every time.</summary>
    public int? Attempt { get; init; }

    /// <summary>From the n-th time on; never beside <see cref="Attempt"/>.</summary>
    public int? FromAttempt { get; init; }

    /// <summary>Whether the row answers this outcome.</summary>
    /// <param name="product">The offer's product, <c>line/code</c>.</param>
    /// <param name="times">How many contacts about the offer ended in this outcome, this one included.</param>
    public bool Answers(Outcome outcome, string? reason, string product, int times) =>
        On == outcome
        && (Reason is null || Reason == reason)
        && (Product is null || Product == product)
        && (Attempt is null || Attempt == times)
        && (FromAttempt is null || times >= FromAttempt);
}

/// <summary>What happens after an outcome: exactly one of <paramref name="Offer"/>, <see cref="Product"/>, <paramref name="Retry"/> and <paramref name="Close"/>.</summary>
/// <param name="Offer">Another variant of the product, or the best other suggestion.</param>
/// <param name="Retry">The same offer again.</param>
/// <param name="AfterDays">Calendar days until the next step, moved to the next working day.</param>
/// <param name="AtMost">Most attempts before <paramref name="Finally"/>.</param>
/// <param name="Finally">What is done when the attempts are used up.</param>
/// <param name="Close">The stated reason when nothing follows.</param>
public sealed record NextStep(NextOffer? Offer, RetryAt? Retry, int AfterDays, int? AtMost, FinalStep? Finally, string? Close)
{
    /// <summary>Offer this product, <c>line/code</c> once loaded; where it may not be offered then, the next suggestion.</summary>
    public string? Product { get; init; }

    /// <summary>The variant of <see cref="Product"/>; by default its first.</summary>
    public string? Variant { get; init; }

    /// <summary>How the next contact is made, where the client allows it; by default, and where they do not, in the most personal way that they allow.</summary>
    public ContactChannel? Channel { get; init; }

    /// <summary>Who does it; by default the client's advisor, otherwise whoever takes it from the role's queue.</summary>
    public StepOwner? Owner { get; init; }

    /// <summary>Calendar days during which the product is not offered again, in place of the product's own; 0 means none.</summary>
    public int? CooldownDays { get; init; }
}

/// <summary>How a client is contacted.</summary>
public enum ContactChannel
{
    /// <summary>A call.</summary>
    Phone,

    /// <summary>An e-mail.</summary>
    Email,

    /// <summary>A letter.</summary>
    Post,

    /// <summary>A meeting in person.</summary>
    Meeting,
}

/// <summary>Who takes the next step.</summary>
public enum StepOwner
{
    /// <summary>The client's advisor.</summary>
    Advisor,

    /// <summary>The queue of the back office.</summary>
    Backoffice,

    /// <summary>The queue of the managers.</summary>
    Manager,
}

/// <summary>What to offer next.</summary>
public enum NextOffer
{
    /// <summary>The next variant of the same product; when there is none, the next suggestion.</summary>
    NextVariant,

    /// <summary>The best suggestion for another product.</summary>
    NextSuggestion,
}

/// <summary>When to try the same offer again.</summary>
public enum RetryAt
{
    /// <summary>At another part of the day.</summary>
    OtherDaypart,

    /// <summary>At the time the client asked for, else after <see cref="NextStep.AfterDays"/>.</summary>
    AskedTime,

    /// <summary>After <see cref="NextStep.AfterDays"/>.</summary>
    Later,
}

/// <summary>What is done when the attempts are used up.</summary>
public enum FinalStep
{
    /// <summary>A letter to the client.</summary>
    Letter,

    /// <summary>An e-mail to the client.</summary>
    Email,

    /// <summary>Nothing: the offer lapses.</summary>
    Close,
}

/// <summary>How one contact ended.</summary>
public enum Outcome
{
    /// <summary>The client said yes.</summary>
    Accepted,

    /// <summary>The client said no.</summary>
    Rejected,

    /// <summary>Nobody answered.</summary>
    NoAnswer,

    /// <summary>The client asked for a call at another time.</summary>
    CallBack,

    /// <summary>The client wants to think it over.</summary>
    Thinking,

    /// <summary>The contact data is wrong.</summary>
    WrongContact,

    /// <summary>The client wants no further approach.</summary>
    DoNotContact,
}

/// <summary>A process definition beside <c>line.json</c>.</summary>
public sealed record ProcessFile(string File);

/// <summary>A Word template beside <c>line.json</c>.</summary>
/// <param name="Key">What processes ask for; one file per key and language.</param>
/// <param name="Language"><c>hu</c> or <c>en</c>.</param>
public sealed record TemplateFile(string Key, string Language, string File);
