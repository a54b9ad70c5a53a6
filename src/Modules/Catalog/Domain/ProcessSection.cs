using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ProcessSection
{
    public static ProcessDefinition Read(Node root)
    {
        var process = root.Object("$schema", "key", "version", "name", "start", "states", "transitions");
        return new ProcessDefinition(
            process.Required("key", "Unique in the house.").Code(),
            process.Required("version", "Raise it with every change.").Whole(1, int.MaxValue),
            process.Required("name", "What people call it.").BothLanguages(),
            process.Required("start", "Key of the first state.").Text(),
            process.Required("states", "The states.").List(State),
            process.Required("transitions", "The ways between them.").List(Transition));
    }

    private static StateDefinition State(Node node) => node.Named("state", "A state.", ReadState);

    private static StateDefinition ReadState(Node node)
    {
        var state = node.Object("key", "name", "category", "enter", "deadline");
        return new StateDefinition(
            state.Required("key", "Unique within the process.").Word(),
            state.Required("name", "What people call it.").BothLanguages(),
            state.Required("category", "Whether the matter goes on, or how it ended.").OneOf<StateCategory>(),
            state.OptionalList("enter", ActionSection.Read, "Actions on entry, in order."),
            Deadline(state.Optional("deadline", "How long it may last.")));
    }

    private static DeadlineDefinition? Deadline(Node? node)
    {
        if (node is null)
        {
            return null;
        }

        var deadline = node.Object("workingDays", "then");
        return new DeadlineDefinition(deadline.Required("workingDays", "Working days.").Whole(1, 1000), deadline.Required("then", "The trigger fired when they are over; a transition from this state answers it.").Text());
    }

    private static TransitionDefinition Transition(Node node) => node.Named("transition", "A way from one state to another; unique by from, on and by.", ReadTransition);

    private static TransitionDefinition ReadTransition(Node node)
    {
        var transition = node.Object("from", "to", "on", "by", "name", "requires");
        return new TransitionDefinition(
            transition.Required("from", "A state.").Text(),
            transition.Required("to", "A state.").Text(),
            Triggers.Read(transition.Required("on", "An outcome (accepted), an event (document:signed), a deadline's word, or a word a person chooses.")),
            transition.Optional("by", "The role that may choose it; left out means only the system does.")?.OneOf(Roles.All),
            transition.Required("name", "What the step is called.").BothLanguages(),
            transition.OptionalList("requires", requirement => requirement.OneOf(Triggers.DocumentEvents), "What must be there first."));
    }
}
