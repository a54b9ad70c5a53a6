using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ActionSection
{
    private static readonly string[] Parameters = ["template", "title", "role", "workingDays", "process"];

    public static ActionDefinition Read(Node node) => node.Named(
        "action", "An action. task takes title, role, workingDays; document and mail take template; startProcess takes process; addContract and wait take nothing.", ReadAction);

    private static ActionDefinition ReadAction(Node node)
    {
        var action = node.Object("do", "template", "title", "role", "workingDays", "process");
        var kind = action.Required("do", "What is done.").TryOneOf<ProcessAction>();
        if (kind is { } known)
        {
            Array.ForEach(Parameters, name => CheckPlace(action, name, Needs(known)));
        }

        return new ActionDefinition(
            kind ?? Node.Unknown<ProcessAction>(),
            action.Optional("template", "Key of a template of the line.")?.Code(),
            action.Optional("title", "What the task says.")?.BothLanguages(),
            action.Optional("role", "Whose queue it enters; advisor is the client's own.")?.OneOf(Roles.All),
            action.Optional("workingDays", "When it is due, counted from entry.")?.Whole(0, 1000),
            action.Optional("process", "Key of a process of the line.")?.Code());
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
            action.At(name).Fault("means nothing to this action", "it takes: " + (needed.Length == 0 ? "nothing" : string.Join(", ", needed)));
        }
    }
}
