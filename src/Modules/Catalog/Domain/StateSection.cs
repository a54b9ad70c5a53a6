using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>A state of a process and what the clock does to it.</summary>
internal static class StateSection
{
    private const int LongestDays = 1000;

    public static StateDefinition Read(Node node) => node.Named("state", "A state.", ReadState);

    private static StateDefinition ReadState(Node node)
    {
        var state = node.Object("key", "name", "category", "enter", "deadline", "timers");
        return new StateDefinition(
            state.Required("key", "Unique within the process.").Word(),
            state.Required("name", "What people call it.").BothLanguages(),
            state.Required("category", "Whether the matter goes on, or how it ended.").OneOf<StateCategory>(),
            state.OptionalList("enter", ActionSection.Read, "Actions on entry, in order."),
            Deadline(state.Optional("deadline", "How long it may last.")))
        {
            Timers = state.OptionalList("timers", Timer, "What the clock does while it lasts, beside the deadline."),
        };
    }

    private static DeadlineDefinition? Deadline(Node? node)
    {
        if (node is null)
        {
            return null;
        }

        var deadline = node.Object("workingDays", "then", "escalate");
        if (deadline.Has("workingDays") && !deadline.Has("then") && !deadline.Has("escalate"))
        {
            deadline.Fault("deadlineEndsInNothing", "ends in nothing", "say then, escalate, or both");
        }

        return new DeadlineDefinition(
            deadline.Required("workingDays", "Working days.").Whole(1, LongestDays),
            deadline.Optional("then", "The trigger fired when they are over; a transition from this state answers it.")?.Text())
        {
            Escalate = Escalation(deadline.Optional("escalate", "Who is told when they are over.")),
        };
    }

    private static EscalationDefinition? Escalation(Node? node)
    {
        var escalation = node?.Object("role", "title");
        return escalation is null
            ? null
            : new EscalationDefinition(escalation.Required("role", "A role of the house or of the process.").Word(), escalation.Required("title", "What their task says.").BothLanguages());
    }

    private static TimerDefinition Timer(Node node) => node.Named("timer", "A trigger fired by the clock: so many days after entry, or on the day that a field says.", n =>
    {
        var timer = n.Object("days", "workingDays", "field", "then");
        timer.DemandExactlyOne("noDay", "says no day", "days", "workingDays", "field");
        return new TimerDefinition(timer.Required("then", "The trigger; a transition from this state answers it.").Text())
        {
            Days = timer.Optional("days", "Calendar days after entry.")?.Whole(1, LongestDays),
            WorkingDays = timer.Optional("workingDays", "Working days after entry.")?.Whole(1, LongestDays),
            Field = timer.Optional("field", "A field of the process that holds a date; a day that has passed counts as today.")?.Word(),
        };
    });
}
