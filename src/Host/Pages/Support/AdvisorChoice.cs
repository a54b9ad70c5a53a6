using CrossSell.Access.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Pages;

/// <summary>A field that an advisor is chosen in: a list where they are few, a name to type where they are many.</summary>
/// <param name="Name">Of the field, and its id.</param>
/// <param name="Label">Key of its text; <paramref name="None"/> that of what choosing nobody means, where one may.</param>
/// <param name="Chosen">E-mail address.</param>
/// <param name="Submits">Choosing sends the form.</param>
internal sealed record AdvisorChoice(string Name, string Label, string? None, string? Chosen, IReadOnlyList<Person> People, bool Submits)
{
    private const int MostListed = 100;

    public string Id { get; init; } = Name;

    public bool IsTyped => People.Count > MostListed;

    /// <summary>Enough of the advisors for a field to know how it is to look.</summary>
    public static Task<IReadOnlyList<Person>> Ask(IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new ListAdvisors(null, MostListed + 1), ct);
}
