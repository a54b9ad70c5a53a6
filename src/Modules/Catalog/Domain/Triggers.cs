namespace CrossSell.Catalog.Domain;

internal static class Triggers
{
    public static readonly string[] DocumentEvents = ["document:generated", "document:sent", "document:signed"];

    /// <summary>An event has a colon and must be a known one; anything else is an outcome or a word a person chooses.</summary>
    public static string Read(Node node) =>
        node.Either(n => n.IsText && n.Text().Contains(':', StringComparison.Ordinal), n => n.OneOf(DocumentEvents), n => n.Word());
}

internal static class Roles
{
    public static readonly string[] All = ["advisor", "backoffice", "manager"];
}
