namespace CrossSell.Documents.Word;

/// <summary>Numbers for what a loop repeats and Word wants only once in a file.</summary>
internal sealed class UniqueIds(int last, int lastList)
{
    private Dictionary<int, int>? bookmarks;
    private HashSet<Instruction>? written;
    private Dictionary<int, int>? currentLists;
    private List<(int Id, int Definition)>? restarted;
    private int last = last;

    public IReadOnlyList<(int Id, int Definition)> RestartedLists => restarted ?? [];

    public int Next() => ++last;

    /// <summary>True the first time a thing is written; then it keeps what it is called.</summary>
    public bool IsFirst(Instruction thing) => (written ??= []).Add(thing);

    public void Open(int bookmark, int number) => (bookmarks ??= [])[bookmark] = number;

    public int Close(int bookmark) => bookmarks?.GetValueOrDefault(bookmark, bookmark) ?? bookmark;

    public void Restart(int list, int definition)
    {
        restarted ??= [];
        var id = lastList + restarted.Count + 1;
        restarted.Add((id, definition));
        (currentLists ??= [])[list] = id;
    }

    public int CurrentList(int list) => currentLists?.GetValueOrDefault(list, list) ?? list;
}
