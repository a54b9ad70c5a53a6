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
        : new Reason("manual", "Az ügyintéző ajánlja.", "The advisor recommends it.");

    public static Reason OtherVariant(Text product, Text refused, DateOnly on) => new(
        "nextVariant",
        $"{product.Hu}: a(z) „{refused.Hu}” módozatra {Hu(on)} nemet mondott; másik módozat jobban megfelelhet.",
        $"{product.En}: said no to the variant “{refused.En}” on {En(on)}; another one may fit better.");

    public static Reason AfterRefusal(Text refused, Reason because) => new(
        "nextSuggestion",
        $"{because.Hu} (Előzmény: {refused.Hu} – elutasítva.)",
        $"{because.En} (Before: {refused.En}, refused.)");

    public static Reason Closing(string why) => why switch
    {
        "accepted" => new Reason(why, "Elfogadva: a folyamat megy tovább.", "Accepted: the process goes on."),
        "doNotContact" => new Reason(why, "Nem kér több megkeresést.", "Wants no further approach."),
        "noFurther" => new Reason(why, "Nincs más módozat vagy termék, amit most ajánlhatnánk.", "There is no other variant or product to offer now."),
        "noAnswer" => new Reason(why, "Többszöri hívásra sem értük el.", "Not reached after several calls."),
        "notAllowed" => new Reason(why, "Hozzájárulás nélkül nem ajánlhatunk mást.", "Without consent nothing else may be offered."),
        _ => new Reason(why, $"Lezárva: {why}.", $"Closed: {why}."),
    };

    public static Reason Retry(Outcome outcome) => outcome switch
    {
        Outcome.NoAnswer => new Reason("noAnswer", "Nem értük el: újra, más napszakban.", "Not reached: again at another time of day."),
        Outcome.CallBack => new Reason("callBack", "Visszahívást kért.", "Asked to be called back."),
        Outcome.Thinking => new Reason("thinking", "Gondolkodik rajta.", "Is thinking it over."),
        _ => new Reason("wrongContact", "Javított elérhetőséggel újra.", "Again, with the contact data corrected."),
    };

    private static string Hu(DateOnly date) => date.ToString("yyyy. MM. dd.", CultureInfo.InvariantCulture);

    private static string En(DateOnly date) => date.ToString("d MMM yyyy", Cultures.English);
}
