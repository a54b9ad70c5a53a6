namespace CrossSell.Catalog.Messages;

/// <summary>What keeps a follow-up table from being whole.</summary>
/// <param name="Row">The row at fault, counted from 0; none for a hole, which is in no row.</param>
/// <param name="Path">Where in the row, e.g. <c>then/atMost</c>; empty for the row itself.</param>
/// <param name="Code">Stable name; the texts of both languages are found by it.</param>
/// <param name="Message">The same in English, as the end of a sentence whose subject is the value.</param>
/// <param name="Hint">What would be right, where that can be said.</param>
/// <param name="Arguments">The facts of the message: <c>outcome</c>, <c>reason</c>, <c>attempt</c>, <c>product</c>, …</param>
public sealed record FollowUpFault(int? Row, string Path, string Code, string Message, string? Hint, params (string Name, object? Value)[] Arguments)
{
    /// <summary>The field of a request whose rows stand under <c>rows</c>: <c>rows[3].then.atMost</c>, or <c>rows</c> for a hole.</summary>
    public string Field => Row is not { } row ? "rows" : Path.Length == 0 ? $"rows[{row}]" : $"rows[{row}].{Path.Replace('/', '.')}";
}
