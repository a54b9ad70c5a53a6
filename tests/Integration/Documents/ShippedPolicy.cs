using System.IO.Compression;
using System.Text;
using CrossSell.Documents.Messages;
using CrossSell.Integration.House;

namespace CrossSell.Integration.Documents;

/// <summary>The policy that comes with the insurance line, to be put in again in other words.</summary>
internal static class ShippedPolicy
{
    public static UploadTemplate Upload(byte[] content, string key = "new-policy") => new("insurance", key, "hu", "uj-kotveny.docx", content);

    /// <summary>The file with changes in its main text.</summary>
    public static byte[] With(params (string From, string To)[] changes) => Changed("uj-kotveny.docx", changes);

    /// <summary>A template of the line with changes in its main text.</summary>
    public static byte[] Changed(string file, params (string From, string To)[] changes)
    {
        using var target = new MemoryStream();
        using (var source = ZipFile.OpenRead(Path.Combine(Repository.Plugins, "Insurance", "templates", file)))
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                var text = reader.ReadToEnd();
                var copy = zip.CreateEntry(entry.FullName);
                copy.LastWriteTime = entry.LastWriteTime;
                using var written = copy.Open();
                written.Write(Encoding.UTF8.GetBytes(entry.FullName == "word/document.xml" ? changes.Aggregate(text, (t, c) => t.Replace(c.From, c.To, StringComparison.Ordinal)) : text));
            }
        }

        return target.ToArray();
    }
}
