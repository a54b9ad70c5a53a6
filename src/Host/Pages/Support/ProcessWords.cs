using CrossSell.Host.Diagrams;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Html;

namespace CrossSell.Host.Pages;

/// <summary>Says what a process has to say: triggers, requirements and who is meant.</summary>
internal sealed class ProcessWords(Texts texts, Dates dates)
{
    private static readonly string[] HouseRoles = ["advisor", "backoffice", "manager", "administrator"];

    public string Tone(string category) => category switch { "won" => "is-accepted", "lost" => "is-overdue", _ => "is-today" };

    public string Category(string category) => texts["processes.category." + category];

    /// <summary>A person's name as it is, a role by its word.</summary>
    public string Who(string? who) => who is null ? texts["processes.bySystem"] : HouseRoles.Contains(who) ? texts["role." + who] : who;

    /// <summary>A role of the house or of the process.</summary>
    public string Role(string? role, ProcessDefinition definition) =>
        role == "client" ? texts["processes.client"] : definition.Roles.FirstOrDefault(r => r.Key == role)?.Name.In(texts.Language) ?? Who(role);

    public string Requirement(string requirement, Func<string, string?> field) => requirement.Split(':') switch
    {
        ["field", var name] => texts["processes.requires.field", field(name) ?? name],
        ["document", var status] => texts["processes.requires.document", texts["documentStatus." + status]],
        [var word] => texts["processes.requires." + word],
        _ => requirement,
    };

    /// <summary>The engine's own steps by their words; others by the name of the way.</summary>
    public string Step(ProcessStep step, ProcessDefinition definition) =>
        texts.Find("processes.step." + step.On) ?? definition.Transitions.FirstOrDefault(t => t.From == step.From && t.On == step.On && t.To == step.To)?.Name.In(texts.Language)
        ?? definition.Transitions.FirstOrDefault(t => t.On == step.On)?.Name.In(texts.Language) ?? step.On;

    public string Value(ProcessValue value) => value switch
    {
        { Text: null } => "–",
        { Type: FieldType.Date } when DateOnly.TryParse(value.Text, System.Globalization.CultureInfo.InvariantCulture, out var day) => dates.Day(day),
        { Type: FieldType.Money or FieldType.Number } when decimal.TryParse(value.Text, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var number) =>
            number.ToString("#,0.##", System.Globalization.CultureInfo.GetCultureInfo(texts.Language == "en" ? "en-GB" : "hu-HU")),
        { Type: FieldType.YesNo } => texts[value.Text == "true" ? "terms.yes" : "terms.no"],
        _ => value.Text,
    };

    public string State(ProcessDefinition definition, string key) => definition.States.FirstOrDefault(s => s.Key == key)?.Name.In(texts.Language) ?? key;

    public HtmlString Diagram(ProcessDefinition definition, Trace trace) => new(ProcessDiagram.Draw(
        definition, trace, texts.Language, definition.Name.In(texts.Language),
        trace.Here is { } here ? texts["processes.diagramText", definition.States.Count, State(definition, here)] : texts["processes.diagramPlain", definition.States.Count]));

    public string Action(TrialAction action, ProcessDefinition definition) => action.Do switch
    {
        ProcessAction.Task => texts["processes.do.task", action.Title?.In(texts.Language) ?? string.Empty, Role(action.Role, definition), action.DueOn is { } due ? dates.ShortDay(due) : string.Empty],
        ProcessAction.Mail => texts["processes.do.mail", action.What ?? string.Empty, Role(action.Role, definition)],
        ProcessAction.Document => texts["processes.do.document", action.What ?? string.Empty],
        ProcessAction.StartProcess => texts["processes.do.startProcess", action.What ?? string.Empty],
        ProcessAction.AddContract => texts["processes.do.addContract"],
        _ => texts["processes.do.wait"],
    };
}

/// <summary>A field that a process asks for, as an input of its type.</summary>
internal sealed record ProcessField(FieldDefinition Field, string? Value, bool Required, string? Fault)
{
    public string Name => "values." + Field.Name;

    public string Id => "value-" + Field.Name;

    public string Type => Field.Type == FieldType.Date ? "date" : "text";

    public string? Mode => Field.Type is FieldType.Number or FieldType.Money ? "decimal" : null;
}
