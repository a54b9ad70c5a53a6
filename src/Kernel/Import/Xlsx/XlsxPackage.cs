using System.IO.Compression;
using System.Xml;
using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Import;

/// <summary>The parts of a workbook, opened under limits: what a bomb promises is never unpacked.</summary>
internal sealed class XlsxPackage
{
    private const int MostParts = 5000;
    private readonly byte[] _bytes;

    public XlsxPackage(byte[] bytes)
    {
        _bytes = bytes;
        using var zip = Zip();
        if (zip.Entries.Count > MostParts)
        {
            throw XlsxBomb.Fault($"it has {zip.Entries.Count} parts");
        }

        if (zip.GetEntry("[Content_Types].xml") is null || zip.GetEntry("xl/workbook.xml") is null)
        {
            throw new InvalidInputException("file", "import.noWorkbook", "The packed file is no XLSX workbook; save the sheet as .xlsx or as CSV UTF-8.");
        }

        if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidInputException("file", "import.macro", "The workbook carries macros; save it as .xlsx without them.");
        }
    }

    public Stream? Part(string name)
    {
        var zip = Zip();
        var entry = zip.GetEntry(name.TrimStart('/'));
        if (entry is not null)
        {
            return new XlsxBomb(entry.Open(), zip, entry.CompressedLength);
        }

        zip.Dispose();
        return null;
    }

    public static XmlReader Reader(Stream part) => XmlReader.Create(part, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = false,
    });

    private ZipArchive Zip() => new(new MemoryStream(_bytes, writable: false), ZipArchiveMode.Read);
}

/// <summary>
/// Counts what comes out of a part. A sheet packs ten to thirty times; a hundred times and more than a real one has, or a megabyte without a single tag, is made to harm.
/// </summary>
internal sealed class XlsxBomb(Stream inner, IDisposable owner, long packed) : Stream
{
    private const long Small = 64L << 20;
    private const long Largest = 2L << 30;
    private const int LongestRun = 1 << 20;
    private readonly long _most = Math.Min(Largest, Math.Max(Small, packed * 100));
    private long _read;
    private long _run;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public static InvalidInputException Fault(string what) =>
        new("file", "import.bomb", $"The workbook unpacks to far more than a sheet of data can have ({what}); it is not opened.");

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _read += read;
        var last = buffer[..read].LastIndexOf((byte)'>');
        _run = last < 0 ? _run + read : read - last;
        return _read > _most ? throw Fault($"more than {_most >> 20} MB")
            : _run > LongestRun ? throw Fault("a megabyte in one piece")
            : read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owner.Dispose();
        }

        base.Dispose(disposing);
    }
}
