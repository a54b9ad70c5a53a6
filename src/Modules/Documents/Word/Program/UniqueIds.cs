namespace CrossSell.Documents.Word;

/// <summary>Numbers for what a loop repeats and Word wants only once in a file.</summary>
internal sealed class UniqueIds(int last)
{
    private readonly Dictionary<int, int> bookmarks = [];
    private readonly HashSet<int> repeated = [];
    private int last = last;

    public int Next() => ++last;

    /// <summary>True the first time a thing is written; then it keeps what it is called.</summary>
    public bool IsFirst(int thing) => repeated.Add(thing);

    public void Open(int bookmark, int as_) => bookmarks[bookmark] = as_;

    public int Close(int bookmark) => bookmarks.GetValueOrDefault(bookmark, bookmark);
}
