using System.Text.Json.Nodes;

namespace CrossSell.Unit.Catalog;

/// <summary>A good product line copied to a folder of its own, to be broken in one place.</summary>
internal sealed class LineCopy : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("line-");

    public LineCopy(string line)
    {
        var source = PluginFolders.Of(line);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Folder => Path.Combine(root.FullName, "Copy");

    public string PathOf(string file) => Path.Combine(Folder, file);

    public void Change(string file, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(PathOf(file)))!;
        change(json);
        File.WriteAllText(PathOf(file), json.ToJsonString());
    }

    public void Dispose() => root.Delete(recursive: true);
}
