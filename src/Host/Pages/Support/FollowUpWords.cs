using CrossSell.Catalog.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Host.Pages;

/// <summary>Says the rows of a follow-up table as sentences.</summary>
internal sealed class FollowUpWords(Texts texts, ProductNames products, Sentences say)
{
    /// <summary>"Rejected, reason: Price, Home insurance, from time 2 on".</summary>
    public string When(FollowUpDefinition row) => string.Join(", ", new[]
    {
        say.Outcome(row.On),
        row.Reason is { } reason ? texts["matrix.reasonIs", say.Refusal(reason)] : null,
        row.Product is { } product ? products.Of(product) : null,
        row.Attempt is { } only ? texts["matrix.attemptIs", only] : null,
        row.FromAttempt is { } from ? texts["matrix.attemptFrom", from] : null,
    }.OfType<string>());

    /// <summary>"Again at another time of day, in 1 days, at most 4 times, then a letter".</summary>
    public string Then(NextStep step) => string.Join(", ", new[]
    {
        What(step),
        step.AtMost is { } most && step.Finally is { } end ? texts["matrix.atMostThen", most, texts["matrix.finally." + Camel(end)]] : null,
        step.Channel is { } channel ? Channel(channel) : null,
        step.Owner is { } owner ? Owner(owner) : null,
        step.CooldownDays is { } days ? Cooldown(days) : null,
    }.OfType<string>());

    /// <summary>What follows a contact, in a preview.</summary>
    public string Step(FollowUpStep step) => string.Join(", ", new[]
    {
        step.Kind == "close" ? texts["matrix.close", step.Why!.In(texts.Language)] : texts["matrix.step." + step.Kind, step.Product is null ? string.Empty : products.Of(step.Product, step.Variant), Days(step.AfterDays ?? 0)],
        step.Kind is "offer" or "retry" && step.Channel != ContactChannel.Phone ? Channel(step.Channel) : null,
        step.Owner != StepOwner.Advisor ? Owner(step.Owner) : null,
        step.CooldownDays is { } days ? Cooldown(days) : null,
    }.OfType<string>());

    public string Channel(ContactChannel channel) => texts["matrix.channel." + Camel(channel)];

    public string Owner(StepOwner owner) => texts["matrix.owner." + Camel(owner)];

    /// <summary>What is wrong with a row, its facts filled in.</summary>
    public string Fault(FollowUpFault fault)
    {
        var text = texts.Find("matrix.fault." + fault.Code) ?? fault.Message;
        foreach (var (name, value) in fault.Arguments)
        {
            text = text.Replace("{" + name + "}", Word(name, value), StringComparison.Ordinal);
        }

        return text;
    }

    private string What(NextStep step) => step switch
    {
        { Offer: { } offer } => texts["matrix.offer." + Camel(offer), Days(step.AfterDays)],
        { Product: { } product } => texts["matrix.offer.product", products.Of(product, step.Variant), Days(step.AfterDays)],
        { Retry: { } retry } => texts["matrix.retry." + Camel(retry), Days(Math.Max(1, step.AfterDays))],
        { Close: { } close } => texts["matrix.close", texts.Find("closing." + close) ?? say.Refusal(close)],
        _ => texts["matrix.nothing"],
    };

    private string Days(int days) => days == 0 ? texts["matrix.atOnce"] : texts["matrix.inDays", days];

    private string Cooldown(int days) => days == 0 ? texts["matrix.noCooldown"] : texts["matrix.cooldown", days];

    private string Word(string name, object? value) => (name, value) switch
    {
        (_, null) => "–",
        (_, Outcome outcome) => say.Outcome(outcome),
        (_, "any") => texts["matrix.any"],
        ("product", string product) => products.Of(product),
        ("reason", string reason) => say.Refusal(reason),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static string Camel(Enum value) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
