using System.IO.Compression;
using CrossSell.Documents.Domain;
using CrossSell.Kernel.Data;

namespace CrossSell.Documents.Features;

/// <summary>Files as one ZIP, one after the other: never more than one in memory.</summary>
internal static class Zipped
{
    public static async Task Write(Stream stream, IReadOnlyList<(Guid Id, string FileName)> files, Database database, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var written = new ForwardStream();
        await using (var zip = await ZipArchive.CreateAsync(written, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            foreach (var ((id, _), name) in files.Zip(FileNames.Unique([.. files.Select(f => f.FileName)])))
            {
                var content = await connection.Query("select content from documents.document where id = $1 and content is not null", r => r.GetFieldValue<byte[]>(0), [id], ct);
                if (content.Count > 0)
                {
                    await using (var entry = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(ct))
                    {
                        await entry.WriteAsync(content[0], ct);
                    }

                    await written.PassOn(stream, ct);
                }
            }
        }

        await written.PassOn(stream, ct);
    }
}
