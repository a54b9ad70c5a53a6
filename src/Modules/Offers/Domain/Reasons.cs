using System.Globalization;
using CrossSell.Kernel;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>Why a client is approached, in a sentence the advisor can say.</summary>
internal static class Reasons
{
    public static Reason Expiring(string heldAt, string? provider, string? number, DateOnly expiry, DateOnly noticeBy, DateOnly today)
    {
        var which = string.Join(", ", new[] { provider, number }.Where(part => part is { Length: > 0 }));
        var (hu, en) = heldAt == "us" ? ("A nálunk kötött szerződés", "The contract held with us") : ("A jelenlegi szerződés", "The present contract");
        var inBrackets = which.Length == 0 ? string.Empty : $" ({which})";
        var mayGiveNotice = noticeBy >= today && noticeBy < expiry;
        return new Reason(
            "expiry",
            $"{hu}{inBrackets} lejárata {Hu(expiry)}{(mayGiveNotice ? $", felmondani {Hu(noticeBy)[..^1]}-ig lehet." : string.Empty)}",
            $"{en}{inBrackets} expires on {En(expiry)}{(mayGiveNotice ? $"; notice can be given until {En(noticeBy)}" : string.Empty)}.");
    }

    public static Reason ByRule(RuleDefinition rule) => new("rule", rule.Because.Hu, rule.Because.En);

    public static Reason ByAdvisor(string? said) => said is { Length: > 0 }
        ? new Reason("manual", said, said)
        : new Reason("manual", "A tanácsadó ajánlja.", "The advisor recommends it.");

    public static Reason OtherVariant(Text product, Text refused, DateOnly on) => new(
        "nextVariant",
        $"{product.Hu}: a(z) „{refused.Hu}” módozatra {Hu(on)} nemet mondott; másik módozat jobban megfelelhet.",
        $"{product.En}: said no to the variant “{refused.En}” on {En(on)}; another one may fit better.");

    public static Reason AfterRefusal(Text refused, Reason because) => new(
        "nextSuggestion",
        $"{because.Hu} (Előzmény: {refused.Hu} – elutasítva.)",
        $"{because.En} (Before: {refused.En}, refused.)");

    public static Reason InItsPlace(Text refused) => new(
        "inItsPlace", $"Az utókövetési tábla szerint: {refused.Hu} helyett ezt ajánljuk.", $"By the follow-up table: this is offered in place of {refused.En}.");

    public static Reason AfterYes(Text accepted) => new(
        "afterYes", $"Az utókövetési tábla szerint: {accepted.Hu} mellé ezt ajánljuk.", $"By the follow-up table: this is offered along with {accepted.En}.");

    public static Reason Closing(string why) => why switch
    {
        "accepted" => new Reason(why, "Elfogadva: a folyamat megy tovább.", "Accepted: the process goes on."),
        "doNotContact" => new Reason(why, "Nem kér több megkeresést.", "Wants no further approach."),
        "noFurther" => new Reason(why, "Nincs más módozat vagy termék, amit most ajánlhatnánk.", "There is no other variant or product to offer now."),
        "noAnswer" => new Reason(why, "Többszöri hívásra sem értük el.", "Not reached after several calls."),
        "thinking" => new Reason(why, "Többszöri kérdésre sem döntött.", "Has not decided after being asked several times."),
        "rejected" => new Reason(why, "Nemet mondott.", "Said no."),
        "callBack" => new Reason(why, "A kért visszahívásokkal sem jutottunk eredményre.", "Calling back as asked came to nothing."),
        "wrongContact" => new Reason(why, "Nincs jó elérhetőség.", "There is no right contact data."),
        "notAllowed" => new Reason(why, "Hozzájárulás nélkül nem ajánlhatunk mást.", "Without consent nothing else may be offered."),
        _ => new Reason(why, $"Lezárva: {why}.", $"Closed: {why}."),
    };

    public static Reason Retry(Outcome outcome) => outcome switch
    {
        Outcome.NoAnswer => new Reason("noAnswer", "Nem értük el: újra megkeressük.", "Not reached: we try again."),
        Outcome.CallBack => new Reason("callBack", "Visszahívást kért.", "Asked to be called back."),
        Outcome.Thinking => new Reason("thinking", "Gondolkodik rajta.", "Is thinking it over."),
        Outcome.Rejected => new Reason("rejectedForNow", "Most nemet mondott: később újra.", "Said no for now: again later."),
        _ => new Reason("wrongContact", "Javított elérhetőséggel újra.", "Again, with the contact data corrected."),
    };

    public static Reason Along { get; } = new("along", "Ugyanaz a hívás: ezzel együtt keressük újra.", "The same call: it is tried again together with it.");

    private static string Hu(DateOnly date) => date.ToString("yyyy. MM. dd.", CultureInfo.InvariantCulture);

    private static string En(DateOnly date) => date.ToString("d MMM yyyy", Cultures.English);
}
