namespace CrossSell.Documents.Word;

/// <summary>The pictures one filling put into the file; the same picture is kept once.</summary>
internal sealed class PicturesUsed
{
    private readonly List<(string Name, Picture Picture)> files = [];
    private readonly List<(string Part, string Id, string File)> relations = [];

    public IReadOnlyList<(string Name, Picture Picture)> Files => files;

    /// <summary>The id of the relationship that leads from the part to the picture.</summary>
    public string Add(string part, Picture picture)
    {
        var known = files.FindIndex(f => f.Picture.Content.AsSpan().SequenceEqual(picture.Content));
        if (known < 0)
        {
            known = files.Count;
            files.Add(($"word/media/filled{known + 1}.{picture.Extension}", picture));
        }
        var id = $"rIdFilled{known + 1}";
        if (!relations.Exists(r => r.Part == part && r.Id == id))
        {
            relations.Add((part, id, files[known].Name));
        }
        return id;
    }

    public IEnumerable<(string Id, string Target)> In(string part) => relations.Where(r => r.Part == part).Select(r => (r.Id, r.File));
}
