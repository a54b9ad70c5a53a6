using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Domain;

internal static class TaskWords
{
    public static string Word(this TaskKind kind) => kind.ToString().ToLowerInvariant();

    public static TaskKind Kind(string word) => Enum.Parse<TaskKind>(word, ignoreCase: true);
}
