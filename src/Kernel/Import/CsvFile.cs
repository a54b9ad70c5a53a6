using System.Buffers;
using System.Text;
using System.Text.Unicode;
using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Import;

/// <summary>A CSV file by RFC 4180: UTF-8 with or without a BOM; comma, semicolon or tab, told from the header. What is no such file is refused with the line and what to do.</summary>
public sealed class CsvFile : ITabularFile
{
    private static readonly byte[] Delimiters = ",;\t"u8.ToArray();
    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly int _startLine;

    private CsvFile(byte[] bytes, int start, int startLine, byte delimiter)
    {
        _bytes = bytes;
        _start = start;
        _startLine = startLine;
        Delimiter = (char)delimiter;
    }

    public char Delimiter { get; }

    /// <summary>About how many rows it has: its lines but the header.</summary>
    public int Estimate => Math.Max(0, _bytes.AsSpan(_start).Count((byte)'\n') - (_bytes is [.., (byte)'\n'] ? 1 : 0));

    public static CsvFile Open(byte[] bytes)
    {
        RefuseOtherFormats(bytes);
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        RefuseOtherEncodings(bytes, start);
        return Declared(bytes, start) is { } declared
            ? new CsvFile(bytes, declared.Start, 2, declared.Delimiter)
            : new CsvFile(bytes, start, 1, MostFrequent(bytes.AsSpan(start)));
    }

    /// <summary>The records, the header first; empty lines are passed over.</summary>
    public IEnumerable<CsvRecord> Records()
    {
        var reader = new CsvReader(_bytes, _start, _startLine, (byte)Delimiter);
        while (reader.Read() is { } record)
        {
            if (!record.IsBlank)
            {
                yield return record;
            }
        }
    }

    private static void RefuseOtherFormats(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            throw Unusable("import.xlsx", "This is a spreadsheet or another packed file; save it as CSV UTF-8.");
        }
    }

    private static void RefuseOtherEncodings(byte[] bytes, int start)
    {
        var text = bytes.AsSpan(start);
        if (text.IndexOf((byte)0) is >= 0 and var zero)
        {
            throw Unusable("import.binary", $"Line {LineAt(bytes, start + zero)} holds a zero byte: this is no text file.");
        }

        if (!Utf8.IsValid(text))
        {
            var at = start + FirstInvalid(text);
            throw new InvalidInputException([new FieldFault(
                "file", "import.notUtf8", $"Line {LineAt(bytes, at)} is not UTF-8 (byte 0x{bytes[at]:X2}). The file looks like Windows-1250 or ISO-8859-2; save it as CSV UTF-8.", ("line", LineAt(bytes, at)))]);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(16 * 1024);
        try
        {
            for (var read = 0; ;)
            {
                var status = Utf8.ToUtf16(text[read..], buffer, out var bytes, out _, replaceInvalidSequences: false);
                read += bytes;
                if (status != OperationStatus.DestinationTooSmall)
                {
                    return read;
                }
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static int LineAt(byte[] bytes, int position) => 1 + bytes.AsSpan(0, position).Count((byte)'\n');

    /// <summary>The line <c>sep=;</c> that some spreadsheets write before the header.</summary>
    private static (int Start, byte Delimiter)? Declared(byte[] bytes, int start)
    {
        var text = bytes.AsSpan(start);
        var end = text.IndexOf((byte)'\n');
        if (end < 0)
        {
            return null;
        }

        var line = text[..end].TrimEnd((byte)'\r');
        return line.Length == 5 && line.StartsWith("sep="u8) && Delimiters.Contains(line[4]) ? (start + end + 1, line[4]) : null;
    }

    private static byte MostFrequent(ReadOnlySpan<byte> text)
    {
        Span<int> counts = stackalloc int[Delimiters.Length];
        var quoted = false;
        foreach (var b in text)
        {
            if (b == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && b is (byte)'\n' or (byte)'\r' && counts.ContainsAnyExcept(0))
            {
                break;
            }
            else if (!quoted && Array.IndexOf(Delimiters, b) is >= 0 and var i)
            {
                counts[i]++;
            }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return Delimiters[best];
    }

    private static InvalidInputException Unusable(string code, string message) => new("file", code, message);
}
