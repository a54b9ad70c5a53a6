using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Messages;

/// <summary>Which clients a list shows; what is null does not narrow it.</summary>
/// <param name="Q">As in <see cref="FindClients"/>.</param>
/// <param name="Advisor">E-mail address.</param>
/// <param name="Kind"><c>person</c> or <c>company</c>.</param>
/// <param name="City">As it is written.</param>
/// <param name="Segment">Id or name of a segment the actor sees.</param>
public sealed record ClientFilter(string? Q = null, string? Advisor = null, string? Kind = null, string? City = null, string? Tag = null, bool? DoNotContact = null, string? Segment = null);

/// <summary>Clients in the actor's scope with everything a list may show.</summary>
/// <param name="Sort">One of <see cref="ClientLists.Sorts"/>; a search has an order of its own.</param>
[Needs(Permission.SeeClients)]
public sealed record ListClientRows(ClientFilter Filter, string? Sort, string? After, int Limit) : IQuery<Page<ClientRow>>;

/// <param name="Consents">The consents that stand, as <c>channel:purpose</c>.</param>
public sealed record ClientRow(ClientItem Client, DateOnly? BirthDate, string? TaxNumber, AddressData Address, string Language, IReadOnlyList<string> Tags, IReadOnlyList<string> Consents, DateTimeOffset CreatedAt);

/// <summary>The words of client lists.</summary>
public static class ClientLists
{
    /// <summary>Columns a list can have beside the name, in their usual order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["phone", "email", "city", "advisor", "externalId", "kind", "birthDate", "taxNumber", "postalCode", "street", "language", "tags", "consents", "doNotContact", "createdAt"];

    public static IReadOnlyList<string> UsualColumns { get; } = ["phone", "email", "city"];

    /// <summary>By name up or down; by when they were added.</summary>
    public static IReadOnlyList<string> Sorts { get; } = ["name", "-name", "newest", "oldest"];
}

/// <summary>Says in the audit that the clients a list shows leave the house; to be sent before they are read.</summary>
/// <param name="Format"><c>csv</c> or <c>xlsx</c>.</param>
/// <param name="Rows">How many clients leave, as <see cref="CountClients"/> says.</param>
[Needs(Permission.ExportClients)]
public sealed record ExportClients(ClientFilter Filter, string? Sort, IReadOnlyList<string> Columns, string Format, int Rows) : ICommand<Done>;

/// <summary>How many clients a list shows, all pages of it.</summary>
[Needs(Permission.ExportClients)]
public sealed record CountClients(ClientFilter Filter) : IQuery<int>;

/// <summary>Keeps a way of looking at the client list.</summary>
/// <param name="Name">1 to 60 characters; another view of the same person has another name.</param>
/// <param name="Columns">Of <see cref="ClientLists.Columns"/>.</param>
/// <param name="Shared">The owner's team sees it too.</param>
public sealed record ViewData(string? Name, IReadOnlyList<string>? Columns, ClientFilter? Filter, string? Sort, bool Shared);

/// <param name="Default">The actor's list opens with it.</param>
[Needs(Permission.SeeClients)]
public sealed record AddView(ViewData Data, bool Default) : ICommand<SavedView>;

/// <summary>Changes one's own view.</summary>
[Needs(Permission.SeeClients)]
public sealed record ChangeView(Guid ViewId, ViewData Data, int? IfVersion) : ICommand<SavedView>;

/// <summary>Deletes one's own view.</summary>
[Needs(Permission.SeeClients)]
public sealed record DeleteView(Guid ViewId) : ICommand<Done>;

/// <summary>What the actor's list opens with from now on: a view they see, or the usual list when null.</summary>
[Needs(Permission.SeeClients)]
public sealed record ChooseDefaultView(Guid? ViewId) : ICommand<Done>;

/// <summary>The actor's own views and those shared with their team, by name.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListViews : IQuery<IReadOnlyList<SavedView>>;

/// <param name="Own">The actor may change it.</param>
/// <param name="Owner">Whose it is, by name.</param>
/// <param name="Default">The actor's list opens with it.</param>
public sealed record SavedView(Guid Id, string Name, IReadOnlyList<string> Columns, ClientFilter Filter, string Sort, bool Shared, bool Own, string Owner, bool Default, int Version);
