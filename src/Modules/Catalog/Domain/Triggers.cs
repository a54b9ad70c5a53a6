namespace CrossSell.Catalog.Domain;

internal static class Triggers
{
    public const string Entered = "entered";
    public const string TasksDone = "tasks:done";

    public static readonly string[] DocumentEvents = ["document:generated", "document:sent", "document:signed"];

    public static readonly string[] Requirements = [.. DocumentEvents, "tasks", "note", "otherPerson"];

    private static readonly string[] Events = [.. DocumentEvents, TasksDone];

    /// <summary>An event has a colon and must be a known one; anything else is an outcome or a word a person chooses.</summary>
    public static string Read(Node node) =>
        node.Either(n => n.IsText && n.Text().Contains(':', StringComparison.Ordinal), n => n.OneOf(Events), n => n.Word());

    /// <summary>A field that has to have a value, or one of the words.</summary>
    public static string Requirement(Node node) =>
        node.Either(n => n.IsText && n.Text().StartsWith("field:", StringComparison.Ordinal), n => n.FieldName(), n => n.OneOf(Requirements));
}

internal static class Roles
{
    public static readonly string[] All = ["advisor", "backoffice", "manager", "administrator"];

    /// <summary>Who can play a part in a process.</summary>
    public static readonly string[] Players = ["starter", "startersManager", .. All];
}
