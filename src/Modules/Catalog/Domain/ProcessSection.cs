using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ProcessSection
{
    public static ProcessDefinition Read(Node root)
    {
        var process = root.Object("$schema", "key", "version", "name", "startedBy", "aboutClient", "roles", "fields", "start", "states", "transitions");
        return new ProcessDefinition(
            process.Required("key", "Unique in the house.").Code(),
            process.Required("version", "Raise it with every change.").Whole(1, int.MaxValue),
            process.Required("name", "What people call it.").BothLanguages(),
            process.Required("start", "Key of the first state.").Text(),
            process.Required("states", "The states.").List(StateSection.Read),
            process.Required("transitions", "The ways between them.").List(TransitionSection.Read))
        {
            StartedBy = process.OptionalList("startedBy", role => role.OneOf(Catalog.Domain.Roles.All), "The roles whose people may start it; left out means that only offers and other processes do."),
            AboutClient = process.Optional("aboutClient", "Whether an instance that a person starts is about a client.", false)?.YesNo() ?? false,
            Roles = process.OptionalList("roles", Role, "Parts that people play in it, beside the roles of the house."),
            Fields = process.OptionalList("fields", FieldSection.Read, "What is asked when it is started, and what limits and timers look at."),
        };
    }

    private static ProcessRoleDefinition Role(Node node) => node.Named("role", "A part that people play.", n =>
    {
        var role = n.Object("key", "name", "is");
        return new ProcessRoleDefinition(
            role.Required("key", "What transitions, tasks and escalations call it.").Word(),
            role.Required("name", "What people call it.").BothLanguages(),
            role.Required("is", "Who plays it: who started the instance, their manager, or the people of a role.").OneOf(Roles.Players));
    });
}
