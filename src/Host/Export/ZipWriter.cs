using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Data;

namespace CrossSell.Host.Export;

/// <summary>Writes a ZIP to whoever reads it, file by file.</summary>
internal sealed class ZipWriter
{
    private readonly ZipArchive _zip;
    private readonly ForwardStream _written;
    private readonly Stream _reader;
    private readonly Dictionary<string, ZippedFile> _files = new(StringComparer.OrdinalIgnoreCase);

    private ZipWriter(ZipArchive zip, ForwardStream written, Stream reader)
    {
        (_zip, _written, _reader) = (zip, written, reader);
    }

    /// <summary>What was written so far.</summary>
    public IReadOnlyCollection<ZippedFile> Files => _files.Values;

    public static FileStreamed File(string name, Func<ZipWriter, CancellationToken, Task> fill) => new(name, "application/zip", async (reader, ct) =>
    {
        await using var written = new ForwardStream();
        await using (var zip = await ZipArchive.CreateAsync(written, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            await fill(new ZipWriter(zip, written, reader), ct);
        }

        await written.PassOn(reader, ct);
    });

    /// <summary>Adds a file; where the folder has one of this name already, with a number before it.</summary>
    public async Task Add(string folder, string name, byte[] content, CancellationToken ct)
    {
        var path = folder + name;
        for (var number = 2; _files.ContainsKey(path); number++)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"{folder}{number}-{name}");
        }

        _files[path] = new ZippedFile(path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        await using (var entry = await _zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(ct))
        {
            await entry.WriteAsync(content, ct);
        }

        await _written.PassOn(_reader, ct);
    }
}

internal sealed record ZippedFile(string Name, int Bytes, string Sha256);
