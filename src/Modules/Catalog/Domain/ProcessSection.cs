using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ProcessSection
{
    public static ProcessDefinition Read(Node root)
    {
        var process = root.Object("$schema", "key", "version", "name", "start", "states", "transitions");
        return new ProcessDefinition(
            process.Required("key").Code(),
            process.Required("version").Whole(1, int.MaxValue),
            process.Required("name").BothLanguages(),
            process.Required("start").Text(),
            process.Required("states").List(State),
            process.Required("transitions").List(Transition));
    }

    private static StateDefinition State(Node node)
    {
        var state = node.Object("key", "name", "category", "enter", "deadline");
        return new StateDefinition(
            state.Required("key").Word(),
            state.Required("name").BothLanguages(),
            state.Required("category").OneOf<StateCategory>(),
            state.OptionalList("enter", ActionSection.Read),
            Deadline(state.Optional("deadline")));
    }

    private static DeadlineDefinition? Deadline(Node? node)
    {
        if (node is null)
        {
            return null;
        }

        var deadline = node.Object("workingDays", "then");
        return new DeadlineDefinition(deadline.Required("workingDays").Whole(1, 1000), deadline.Required("then").Text());
    }

    private static TransitionDefinition Transition(Node node)
    {
        var transition = node.Object("from", "to", "on", "by", "name", "requires");
        return new TransitionDefinition(
            transition.Required("from").Text(),
            transition.Required("to").Text(),
            Triggers.Read(transition.Required("on")),
            transition.Optional("by")?.OneOf(Roles.All),
            transition.Required("name").BothLanguages(),
            transition.OptionalList("requires", requirement => requirement.OneOf(Triggers.DocumentEvents)));
    }
}
