using System.Text.Json;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Catalog.Domain;

/// <summary>The files of one product line. Names come from data, so nothing outside the folder is opened.</summary>
internal sealed class LineFolder(string path)
{
    public const string LineFile = "line.json";

    public static IReadOnlyList<string> In(string root) =>
    [
        .. Directory.EnumerateDirectories(root)
            .Where(folder => File.Exists(Path.Combine(folder, LineFile)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The bytes of a file, or the reason why there are none.</summary>
    public (byte[]? Content, FileProblem? Problem) Open(string file)
    {
        if (!IsInside(file))
        {
            return (null, new FileProblem("outsideFolder", $"'{file}' lies outside the line's folder"));
        }

        try
        {
            return (File.ReadAllBytes(Path.Combine(path, file)), null);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, new FileProblem("noFile", $"file '{file}' does not exist"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, new FileProblem("unreadableFile", $"file '{file}' can't be read: {problem.Message}"));
        }
    }

    public static Node? Parse(byte[] content, FaultLog log)
    {
        var text = WithoutMark(content);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (LineOfBrokenText(text.Span) is { } line)
            {
                log.Add("", "notUtf8", $"is not UTF-8: line {line}", "save it with the encoding UTF-8");
                return null;
            }

            return new DataNode(document.RootElement.Clone(), "", log);
        }
        catch (JsonException problem)
        {
            log.Add("", "notJson", $"is not JSON: line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1}", problem.Message);
            return null;
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] content) =>
        content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsMemory(3) : content;

    /// <summary>The parser accepts bytes inside quotes that are no text; reading them would throw much later.</summary>
    private static int? LineOfBrokenText(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content);
        try
        {
            while (reader.Read())
            {
                _ = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
            }

            return null;
        }
        catch (InvalidOperationException)
        {
            return content[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
        }
    }

    private bool IsInside(string file)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar;
        return !file.Contains('\0', StringComparison.Ordinal)
            && !Path.IsPathRooted(file)
            && Path.GetFullPath(Path.Combine(path, file)).StartsWith(root, StringComparison.Ordinal);
    }
}

/// <summary>Why a file of a line gives nothing.</summary>
internal sealed record FileProblem(string Code, Said Message);
