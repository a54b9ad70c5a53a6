using CrossSell.Kernel.Access;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>A person as a process sees them.</summary>
/// <param name="Role">The role of the house, in lower case.</param>
internal sealed record Player(string Role, bool IsStarter, bool IsStartersManager)
{
    private const string Administrator = "administrator";

    public static Player Of(Actor actor, ProcessSubject subject)
    {
        var isStarter = subject.StarterId is { } starter && starter == actor.UserId;
        return new Player(
            actor.Role.ToString().ToLowerInvariant(), isStarter, !isStarter && actor.Role == Kernel.Access.Role.Manager && subject.StarterId is { } of && actor.Scope.Allows(of));
    }

    /// <summary>An administrator may do what any person may.</summary>
    public bool Plays(ProcessDefinition definition, string role)
    {
        var part = definition.Roles.FirstOrDefault(own => own.Key == role)?.Is ?? role;
        return Role == Administrator || part switch
        {
            "starter" => IsStarter,
            "startersManager" => IsStartersManager,
            _ => Role == part,
        };
    }
}
