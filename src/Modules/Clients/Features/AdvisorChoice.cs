using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;

namespace CrossSell.Clients.Features;

/// <summary>Who may be a client's advisor: an active advisor or manager whose clients the actor may see.</summary>
internal sealed class AdvisorChoice(IPeople people, CallContext call)
{
    private readonly Dictionary<string, Person?> _known = [];

    /// <summary>Looks addresses up in advance, so that a long list costs one question.</summary>
    public async Task Learn(IEnumerable<string> emails, CancellationToken ct)
    {
        var unknown = emails.Select(Normal).Where(e => !_known.ContainsKey(e)).Distinct().ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var found = await people.ByEmail(unknown, ct);
        unknown.ForEach(e => _known[e] = found.GetValueOrDefault(e));
    }

    /// <param name="email">An address that was learnt.</param>
    public Guid? Of(string email, Faults faults)
    {
        if (_known[Normal(email)] is not { } person)
        {
            faults.Add("advisor", "unknownAdvisor", $"There is no active user {email.Trim()}.");
            return null;
        }

        if (person.Role is not (Role.Advisor or Role.Manager))
        {
            faults.Add("advisor", "notAnAdvisor", $"{person.Email} is no advisor.");
        }
        else if (!call.Actor.Scope.Allows(person.Id))
        {
            faults.Add("advisor", "outOfScope", $"You can't assign clients to {person.Email}.");
        }

        return person.Id;
    }

    private static string Normal(string email) => email.Trim().ToLowerInvariant();
}
