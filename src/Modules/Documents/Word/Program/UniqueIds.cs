namespace CrossSell.Documents.Word;

/// <summary>Numbers for what a loop repeats and Word wants only once in a file.</summary>
internal sealed class UniqueIds(int last)
{
    private Dictionary<int, int>? bookmarks;
    private HashSet<Instruction>? written;
    private int last = last;

    public int Next() => ++last;

    /// <summary>True the first time a thing is written; then it keeps what it is called.</summary>
    public bool IsFirst(Instruction thing) => (written ??= []).Add(thing);

    public void Open(int bookmark, int number) => (bookmarks ??= [])[bookmark] = number;

    public int Close(int bookmark) => bookmarks?.GetValueOrDefault(bookmark, bookmark) ?? bookmark;
}
