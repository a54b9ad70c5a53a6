using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class TransitionSection
{
    public static TransitionDefinition Read(Node node) => node.Named("transition", "A way from one state to another; unique by from, on, by and limit.", n =>
    {
        var transition = n.Object("from", "to", "on", "by", "name", "requires", "limit");
        return new TransitionDefinition(
            transition.Required("from", "A state.").Text(),
            transition.Required("to", "A state.").Text(),
            Triggers.Read(transition.Required("on", "An outcome (accepted), an event (document:signed, tasks:done), entered for at once, a deadline's or timer's word, or a word a person chooses.")),
            transition.Optional("by", "The role that may choose it, of the house or of the process; left out means only the system does.")?.Word(),
            transition.Required("name", "What the step is called.").BothLanguages(),
            transition.OptionalList("requires", Triggers.Requirement, "What must be there first: a document in a state, a field's value (field:NAME), every task done, a note, another person than the starter."))
        {
            Limit = Limit(transition.Optional("limit", "For which values of a number or an amount it is open: an approval limit.")),
        };
    });

    private static LimitDefinition? Limit(Node? node)
    {
        if (node is null)
        {
            return null;
        }

        var limit = node.Object("field", "above", "atMost");
        var read = new LimitDefinition(
            limit.Required("field", "A field of the process that holds a number or an amount.").Word(),
            limit.Optional("above", "More than this.")?.Number(),
            limit.Optional("atMost", "This or less.")?.Number());
        if (limit.Has("field") && read is { Above: null, AtMost: null })
        {
            limit.Fault("limitsNothing", "limits nothing", "say above, atMost, or both");
        }

        if (read.Above >= read.AtMost)
        {
            limit.Fault("emptyLimit", $"nothing is above {read.Above} and at most {read.AtMost}");
        }

        return read;
    }
}
