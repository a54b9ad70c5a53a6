namespace CrossSell.Segments.Domain.Filters;

using static SlotKinds;

/// <summary>Everything that can be said of a client.</summary>
internal static class Phrases
{
    public static IReadOnlyList<Phrase> All { get; } =
    [
        Phrase.Of<Filter.Holds>("holds", "holds {0} {1}", "van {0} szerződése {1}", "has {0} {1}", [Products, AtPlace], v => new Filter.Holds((ProductSet)v[0]!, (Place)v[1]!), f => [f.Products, f.Place]),
        Phrase.Of<Filter.Lacks>("lacks", "lacks {0} {1}", "nincs {0} szerződése {1}", "does not have {0} {1}", [Products, AtPlace], v => new Filter.Lacks((ProductSet)v[0]!, (Place)v[1]!), f => [f.Products, f.Place]),
        Phrase.Of<Filter.Held>("held", "held {0}", "volt de már nincs {0} szerződése", "no longer has {0}", [Products], v => new Filter.Held((ProductSet)v[0]!), f => [f.Products]),
        Phrase.Of<Filter.ExpiringWithin>("expiring", "expiring {0} {1} within {2}", "{2} napon belül lejár {0} szerződése {1}", "has {0} {1} expiring within {2} days",
            [Products, AtPlace, Days], v => new Filter.ExpiringWithin((ProductSet)v[0]!, (Place)v[1]!, (int)v[2]!), f => [f.Products, f.Place, f.Days]),
        Phrase.Of<Filter.ExpiringBetween>("expiringBetween", "expiring {0} {1} between {2} and {3}", "{2} és {3} között lejár {0} szerződése {1}", "has {0} {1} expiring between {2} and {3}",
            [Products, AtPlace, Date, Date], v => new Filter.ExpiringBetween((ProductSet)v[0]!, (Place)v[1]!, (DateOnly)v[2]!, (DateOnly)v[3]!), f => [f.Products, f.Place, f.From, f.Until]),
        Phrase.Of<Filter.Premium>("premium", "premium {0} {1} {2} {3}", "éves díja {0} {1} {2} {3}", "pays {1} {2} {3} a year {0}",
            [AtPlace, Compares, Amount, Currency], v => new Filter.Premium((Place)v[0]!, (Comparison)v[1]!, (decimal)v[2]!, (string)v[3]!), f => [f.Place, f.Comparison, f.Amount, f.Currency]),
        Phrase.Of<Filter.Contracts>("contracts", "contracts {0} {1} {2}", "élő szerződéseinek száma {0} {1} {2}", "has {1} {2} live contracts {0}",
            [AtPlace, Compares, Count], v => new Filter.Contracts((Place)v[0]!, (Comparison)v[1]!, (int)v[2]!), f => [f.Place, f.Comparison, f.Number]),
        Phrase.Of<Filter.Bought>("bought", "bought {0} {1} {2}", "eddig nálunk kötött szerződéseinek száma {0} {1} {2}", "has made {1} {2} contracts with us so far {0}",
            [OfProducts, Compares, Count], v => new Filter.Bought((ProductSet?)v[0], (Comparison)v[1]!, (int)v[2]!), f => [f.Products, f.Comparison, f.Number]),
        Phrase.Of<Filter.Since>("since", "since {0} {1}", "első nálunk kötött szerződésének napja {0} {1}", "made the first contract with us {0} {1}",
            [DateComparison, Date], v => new Filter.Since((Comparison)v[0]!, (DateOnly)v[1]!), f => [f.Comparison, f.Day]),
        Phrase.Of<Filter.Ended>("ended", "ended {0} {1} between {2} and {3} {4} {5}", "{2} és {3} között lejárt nálunk {0} szerződése {1} {4} {5}", "had {0} with us that ended between {2} and {3} {1} {4} {5}",
            [Products, SlotKinds.Fate, Date, Date, To, Because], v => new Filter.Ended((ProductSet)v[0]!, (Fate)v[1]!, (DateOnly)v[2]!, (DateOnly)v[3]!, (string?)v[4], (string?)v[5]), f => [f.Products, f.Fate, f.From, f.Until, f.Provider, f.Reason]),
        Phrase.Of<Filter.ContactedWithin>("contacted", "contacted within {0}", "az utolsó {0} napban kerestük", "was contacted in the last {0} days", [Days], v => new Filter.ContactedWithin((int)v[0]!), f => [f.Days]),
        Phrase.Of<Filter.ContactedBetween>("contactedBetween", "contacted between {0} and {1}", "{0} és {1} között kerestük", "was contacted between {0} and {1}",
            [Date, Date], v => new Filter.ContactedBetween((DateOnly)v[0]!, (DateOnly)v[1]!), f => [f.From, f.Until]),
        Phrase.Of<Filter.NeverContacted>("neverContacted", "contacted never", "még sosem kerestük", "was never contacted", [], _ => new Filter.NeverContacted(), _ => []),
        Phrase.Of<Filter.Outcome>("outcome", "outcome of {0} is {1} {2}", "{0} ajánlatának utolsó kimenete {1} {2}", "the last outcome about {0} is {1} {2}",
            [Products, SlotKinds.Outcome, Because], v => new Filter.Outcome((ProductSet)v[0]!, (string)v[1]!, (string?)v[2]), f => [f.Products, f.Word, f.Reason]),
        Phrase.Of<Filter.Offered>("offered", "offered {0} {1} {2} {3}", "kapott már {0} ajánlatot {1} {2} {3}", "was offered {0} {1} {2} {3}",
            [Products, OpenedBy, Stage, Within], v => new Filter.Offered((ProductSet)v[0]!, (string?)v[1], (OfferStage)v[2]!, (int?)v[3]), f => [f.Products, f.By, f.Stage, f.Days]),
        Phrase.Of<Filter.Tried>("tried", "tried {0} {1} {2} {3} {4}", "kerestük {0} ajánlattal {1} {2} {3} {4}", "was approached about {0} {1} {2} {3} {4}",
            [Products, Attempt, SlotKinds.Daypart, SlotKinds.Result, Within], v => new Filter.Tried((ProductSet)v[0]!, (int?)v[1], (Daypart)v[2]!, (TryResult)v[3]!, (int?)v[4]), f => [f.Products, f.Attempt, f.Daypart, f.Result, f.Days]),
        Phrase.Of<Filter.Refused>("refused", "refused {0} {1} {2}", "visszautasított már {0} ajánlatot {1} {2}", "refused {0} {1} {2}",
            [Products, Because, Within], v => new Filter.Refused((ProductSet)v[0]!, (string?)v[1], (int?)v[2]), f => [f.Products, f.Reason, f.Days]),
        Phrase.Of<Filter.Complained>("complained", "complained {0}", "panaszt tett {0}", "complained {0}", [Within], v => new Filter.Complained((int?)v[0]), f => [f.Days]),
        Phrase.Of<Filter.Standing>("standing", "standing {0} {1}", "számára {0} {1}", "for this client {0} {1}", [Product, SlotKinds.Standing], v => new Filter.Standing((string)v[0]!, (ProductStanding)v[1]!), f => [f.Product, f.State]),
        Phrase.Of<Filter.Age>("age", "age {0} {1}", "{0} {1} éves", "is {0} {1} years old", [Compares, Years], v => new Filter.Age((Comparison)v[0]!, (int)v[1]!), f => [f.Comparison, f.Years]),
        Phrase.Of<Filter.Kind>("kind", "kind {0}", "{0}", "is {0}", [SlotKinds.Kind], v => new Filter.Kind((string)v[0]!), f => [f.Word]),
        Phrase.Of<Filter.Language>("language", "language {0}", "{0} nyelvű", "speaks {0}", [SlotKinds.Language], v => new Filter.Language((string)v[0]!), f => [f.Code]),
        Phrase.Of<Filter.City>("city", "city {0}", "települése {0}", "lives in {0}", [Text], v => new Filter.City((string)v[0]!), f => [f.Name]),
        Phrase.Of<Filter.PostalCode>("postalCode", "postalCode {0}", "irányítószáma {0}", "has the postal code {0}", [Text], v => new Filter.PostalCode((string)v[0]!), f => [f.Code]),
        Phrase.Of<Filter.Tag>("tag", "tag {0}", "címkéje {0}", "is tagged {0}", [Text], v => new Filter.Tag((string)v[0]!), f => [f.Name]),
        Phrase.Of<Filter.Advisor>("advisor", "advisor {0}", "tanácsadója {0}", "is looked after by {0}", [Text], v => new Filter.Advisor(((string)v[0]!).ToLowerInvariant()), f => [f.Email]),
        Phrase.Of<Filter.Team>("team", "team {0}", "csapata {0}", "is looked after by the team {0}", [Text], v => new Filter.Team((string)v[0]!), f => [f.Name]),
        Phrase.Of<Filter.Consent>("consent", "consent {0} {1}", "megkereshető {0} {1}", "may be approached {0} {1}", [Channel, Purpose], v => new Filter.Consent((string?)v[0], (string)v[1]!), f => [f.Channel, f.Purpose]),
        Phrase.Of<Filter.DoNotContact>("doNotContact", "doNotContact", "nem kér megkeresést", "wants no contact", [], _ => new Filter.DoNotContact(), _ => []),
        Phrase.Of<Filter.Attribute>("attribute", "attr {0} {1} {2}", "jellemzője {0} {1} {2}", "has the attribute {0} of {1} {2}",
            [Text, Compares, Text], v => new Filter.Attribute((string)v[0]!, (Comparison)v[1]!, (string)v[2]!), f => [f.Name, f.Comparison, f.Value]),
        Phrase.Of<Filter.HasAttribute>("hasAttribute", "attr {0}", "jellemzője {0} ismert", "has the attribute {0}", [Text], v => new Filter.HasAttribute((string)v[0]!), f => [f.Name]),
        Phrase.Of<Filter.Segment>("segment", "segment {0}", "szegmense {0}", "is in the segment {0}", [Text], v => new Filter.Segment((string)v[0]!, null), f => [f.Name]),
    ];

    public static Phrase For(Filter condition) => All.First(p => p.Says(condition));
}
