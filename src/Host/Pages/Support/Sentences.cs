using System.Text.Json;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Host.Pages;

/// <summary>Says in words what happened and what happens next.</summary>
internal sealed class Sentences(Texts texts, Dates dates, ProductNames products)
{
    public string Outcome(Outcome outcome) => texts["outcome." + Camel(outcome.ToString())];

    public string Status(string status) => texts["status." + Camel(status)];

    /// <summary>In which right a client is approached.</summary>
    public string Purpose(ContactPurpose purpose) => texts["purpose." + Camel(purpose.ToString())];

    public string Refusal(string reason) => texts.Find("refusal." + reason) ?? reason;

    /// <summary>What follows an outcome: "Another offer on 7 December: Home insurance – Plus".</summary>
    public string Next(FollowUp next)
    {
        var product = next.Product is null ? string.Empty : products.Of(next.Product, next.Variant);
        return next.DueOn is { } day && texts.Find("next." + next.Kind, dates.On(day), product) is { } said ? said : next.Reason.In(texts.Language);
    }

    /// <summary>"No answer, 3 days ago", with the reason of a refusal.</summary>
    public string Said(ContactAttempt attempt) => attempt.Reason is null
        ? Outcome(attempt.Outcome)
        : $"{Outcome(attempt.Outcome)} ({Refusal(attempt.Reason)})";

    public string Happened(TimelineItem item) => Happened(item.Action, item.Details);

    /// <summary>An audit action in words; what it was about is filled in from its details.</summary>
    public string Happened(string action, string? details)
    {
        var text = texts.Find("timeline." + action) ?? action;
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        var facts = Facts(details);
        foreach (var (name, value) in facts)
        {
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        }

        return Tidy(text);
    }

    private Dictionary<string, string> Facts(string? details)
    {
        var facts = new Dictionary<string, string>();
        if (details is null || !details.StartsWith('{'))
        {
            return facts;
        }

        using var json = JsonDocument.Parse(details);
        foreach (var property in json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number))
        {
            facts[property.Name] = property.Value.ToString();
        }

        if (facts.TryGetValue("product", out var product))
        {
            facts["product"] = products.Of(product, facts.GetValueOrDefault("variant"));
        }

        if (facts.TryGetValue("state", out var state))
        {
            facts["state"] = products.State(state);
        }

        return facts;
    }

    /// <summary>A fact that was not there leaves no trace of its place.</summary>
    private static string Tidy(string text)
    {
        var at = text.IndexOf('{', StringComparison.Ordinal);
        return at < 0 ? text : text[..at].TrimEnd(' ', ':', '(');
    }

    private static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}
