using CrossSell.Clients.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Clients.Domain;

/// <summary>Checks consents as callers give them.</summary>
internal static class ConsentForm
{
    public static IReadOnlyList<ConsentData> Checked(IReadOnlyList<ConsentData> given, DateTimeOffset now, Faults faults) => [.. given.Where(c => c is not null).Select((consent, i) =>
    {
        var field = $"consents[{i}]";
        if (consent.At > now)
        {
            faults.Add($"{field}.at", "inFuture", "Lies in the future.");
        }

        return consent with
        {
            Channel = Required($"{field}.channel", consent.Channel, ConsentHistory.Channels, faults),
            Purpose = Required($"{field}.purpose", consent.Purpose, ConsentHistory.Purposes, faults),
            Source = faults.Text($"{field}.source", consent.Source, 100),
        };
    })];

    /// <summary>The cell <c>phone:marketing|email:service</c>.</summary>
    public static IReadOnlyCollection<string>? Listed(IReadOnlyList<string>? cell, Faults faults)
    {
        var listed = cell?.Select(c => c.Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant()).Distinct().ToList();
        foreach (var wrong in listed?.Where(c => !IsKey(c)) ?? [])
        {
            faults.Add("consents", "notAConsent", $"\"{wrong}\" is no consent; expected e.g. phone:marketing|email:service.");
        }

        return listed;
    }

    private static bool IsKey(string text) =>
        text.Split(':') is [var channel, var purpose] && ConsentHistory.Channels.Contains(channel) && ConsentHistory.Purposes.Contains(purpose);

    private static string Required(string field, string? value, string[] allowed, Faults faults)
    {
        if (faults.Word(field, value, allowed) is { } word)
        {
            return word;
        }

        faults.Add(field, "required", $"Required: {string.Join(", ", allowed)}.");
        return string.Empty;
    }
}
