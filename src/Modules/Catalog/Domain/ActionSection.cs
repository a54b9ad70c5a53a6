using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ActionSection
{
    private static readonly string[] Parameters = ["template", "title", "role", "workingDays", "process"];

    public static ActionDefinition Read(Node node)
    {
        var action = node.Object("do", "template", "title", "role", "workingDays", "process");
        var kind = action.Required("do").TryOneOf<ProcessAction>();
        if (kind is { } known)
        {
            Array.ForEach(Parameters, name => CheckPlace(action, name, Needs(known)));
        }

        return new ActionDefinition(
            kind ?? Node.Unknown<ProcessAction>(),
            action.Optional("template")?.Code(),
            action.Optional("title")?.BothLanguages(),
            action.Optional("role")?.OneOf(Roles.All),
            action.Optional("workingDays")?.Whole(0, 1000),
            action.Optional("process")?.Code());
    }

    private static string[] Needs(ProcessAction kind) => kind switch
    {
        ProcessAction.Task => ["title", "role", "workingDays"],
        ProcessAction.Document or ProcessAction.Mail => ["template"],
        ProcessAction.StartProcess => ["process"],
        _ => [],
    };

    private static void CheckPlace(ObjectNode action, string name, string[] needed)
    {
        if (needed.Contains(name))
        {
            action.Required(name);
        }
        else if (action.Has(name))
        {
            action.Required(name).Fault("means nothing to this action", "it takes: " + (needed.Length == 0 ? "nothing" : string.Join(", ", needed)));
        }
    }
}
