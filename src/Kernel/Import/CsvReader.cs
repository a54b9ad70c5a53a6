using System.Text;
using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Import;

/// <summary>Cuts UTF-8 bytes into records. Everything that matters is ASCII, so no text is decoded but the fields.</summary>
internal sealed class CsvReader(byte[] bytes, int start, int startLine, byte delimiter)
{
    private readonly List<string> _fields = [];
    private int _at = start;
    private int _line = startLine;
    private string? _fault;

    public CsvRecord? Read()
    {
        if (_at >= bytes.Length)
        {
            return null;
        }

        var line = _line;
        _fields.Clear();
        _fault = null;
        do
        {
            _fields.Add(_at < bytes.Length && bytes[_at] == '"' ? Quoted() : Plain());
        }
        while (EndsWithDelimiter());
        return new CsvRecord(line, [.. _fields], _fault);
    }

    private string Plain()
    {
        var rest = bytes.AsSpan(_at);
        var length = rest.IndexOfAny(delimiter, (byte)'\n', (byte)'\r');
        length = length < 0 ? rest.Length : length;
        _at += length;
        return Encoding.UTF8.GetString(rest[..length]);
    }

    private string Quoted()
    {
        var opened = _line;
        var text = new StringBuilder();
        for (_at++; ; _at++)
        {
            var rest = bytes.AsSpan(_at);
            var length = rest.IndexOf((byte)'"');
            if (length < 0)
            {
                throw new InvalidInputException("file", "import.quote", $"Line {opened}: a quotation mark is opened and never closed.");
            }

            _line += LineEnds(rest[..length]);
            text.Append(Encoding.UTF8.GetString(rest[..length]));
            _at += length + 1;
            if (_at >= bytes.Length || bytes[_at] != '"')
            {
                break;
            }

            text.Append('"');
        }

        return text.Append(AfterQuote()).ToString();
    }

    private string AfterQuote()
    {
        var rest = Plain();
        if (!string.IsNullOrWhiteSpace(rest))
        {
            _fault ??= "Text follows a closing quotation mark; a quotation mark inside a quoted field is doubled.";
            return rest;
        }

        return string.Empty;
    }

    private bool EndsWithDelimiter()
    {
        if (_at >= bytes.Length)
        {
            return false;
        }

        var end = bytes[_at++];
        if (end == delimiter)
        {
            return true;
        }

        if (end == '\r' && _at < bytes.Length && bytes[_at] == '\n')
        {
            _at++;
        }

        _line++;
        return false;
    }

    private static int LineEnds(ReadOnlySpan<byte> text)
    {
        var feeds = text.Count((byte)'\n');
        return feeds > 0 ? feeds : text.Count((byte)'\r');
    }
}
