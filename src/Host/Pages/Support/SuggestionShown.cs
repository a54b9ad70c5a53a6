using CrossSell.Offers.Messages;

namespace CrossSell.Host.Pages;

/// <summary>A suggestion on the client's page.</summary>
internal sealed record SuggestionShown(Suggestion Suggestion, Guid Client, bool MayWork);
