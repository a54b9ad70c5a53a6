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
        await using var written = new Written();
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

    /// <summary>Takes what the archive writes, also when it closes an entry without waiting, which a connection refuses; forward only, so that the archive never turns back to what has left.</summary>
    private sealed class Written : Stream
    {
        private readonly MemoryStream _waiting = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public async Task PassOn(Stream stream, CancellationToken ct)
        {
            await stream.WriteAsync(_waiting.GetBuffer().AsMemory(0, (int)_waiting.Length), ct);
            _waiting.SetLength(0);
        }

        public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _waiting.WriteAsync(buffer, cancellationToken);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
