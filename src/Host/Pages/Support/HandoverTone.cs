using CrossSell.Clients.Messages;

namespace CrossSell.Host.Pages;

/// <summary>The colour of a handover's state.</summary>
internal static class HandoverTone
{
    public static string Of(HandoverStatus status) => status switch
    {
        HandoverStatus.Planned => "is-today",
        HandoverStatus.Done => "is-accepted",
        _ => "is-next",
    };
}
