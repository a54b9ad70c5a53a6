using CrossSell.Offers.Messages;

namespace CrossSell.Host.Pages;

/// <summary>The call on the screen, and the page it stands on.</summary>
internal sealed record CallShown(CallBrief Brief, CallsModel Page);
