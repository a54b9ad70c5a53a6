using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ActionSection
{
    private static readonly string[] Parameters = ["template", "title", "role", "workingDays", "key", "after", "process", "to", "attach"];

    public static ActionDefinition Read(Node node) => node.Named(
        "action",
        "An action. task takes title, role, workingDays, and may take key and after; document takes template; mail takes template, to, and may take attach; startProcess takes process; addContract and wait take nothing.",
        ReadAction);

    private static ActionDefinition ReadAction(Node node)
    {
        var action = node.Object("do", "template", "title", "role", "workingDays", "key", "after", "process", "to", "attach");
        var kind = action.Required("do", "What is done.").TryOneOf<ProcessAction>();
        if (kind is { } known)
        {
            Array.ForEach(Parameters, name => CheckPlace(action, name, Needs(known), May(known)));
        }

        return new ActionDefinition(
            kind ?? Node.Unknown<ProcessAction>(),
            action.Optional("template", "Key of a template of the line, or of a mail text.")?.Code(),
            action.Optional("title", "What the task says.")?.BothLanguages(),
            action.Optional("role", "Whose queue it enters: a role of the house, where advisor is the client's own, or one of the process.")?.Word(),
            action.Optional("workingDays", "When it is due, counted from entry, or from the day the tasks before it are done.")?.Whole(0, 1000),
            action.Optional("process", "Key of a process of the line.")?.Code())
        {
            Key = action.Optional("key", "What other tasks of the state call it.")?.Word(),
            After = action.OptionalList("after", key => key.Word(), "Tasks of the state that have to be done before it begins."),
            To = action.Optional("to", "Who gets it: client, a role of the house or one of the process.")?.Word(),
            Attach = action.Optional("attach", "Whether it carries the documents of the process.", false)?.YesNo() ?? false,
        };
    }

    private static string[] Needs(ProcessAction kind) => kind switch
    {
        ProcessAction.Task => ["title", "role", "workingDays"],
        ProcessAction.Document => ["template"],
        ProcessAction.Mail => ["template", "to"],
        ProcessAction.StartProcess => ["process"],
        _ => [],
    };

    private static string[] May(ProcessAction kind) => kind switch
    {
        ProcessAction.Task => ["key", "after"],
        ProcessAction.Mail => ["attach"],
        _ => [],
    };

    private static void CheckPlace(ObjectNode action, string name, string[] needed, string[] possible)
    {
        if (needed.Contains(name))
        {
            action.Required(name);
        }
        else if (action.Has(name) && !possible.Contains(name))
        {
            string[] takes = [.. needed, .. possible];
            action.At(name).Fault("nothingToAction", "means nothing to this action", $"it takes: {(takes.Length == 0 ? "–" : string.Join(", ", takes))}");
        }
    }
}
