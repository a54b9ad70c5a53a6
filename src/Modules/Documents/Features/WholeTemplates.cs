using System.Collections.Concurrent;
using CrossSell.Documents.Word;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Documents.Features;

/// <summary>A version of a template with the versions of those it includes.</summary>
/// <param name="Line">The product line whose fields it may use.</param>
internal sealed record WholeTemplate(string? Line, string Sha256, byte[] Content, IReadOnlyList<IncludedTemplate> Included)
{
    /// <summary>The same for the same bytes and fields.</summary>
    public string Identity => string.Join('+', Included.Select(i => $"{i.Key}:{i.Sha256}").Prepend($"{Line}:{Sha256}"));

    public IReadOnlyDictionary<string, byte[]> Parts => Included.ToDictionary(i => i.Key, i => i.Content);
}

internal sealed record IncludedTemplate(Guid Id, string Key, int Version, string Sha256, byte[] Content);

/// <summary>Puts templates together: with what is in use today, or with what a document was made of.</summary>
internal sealed class WholeTemplates(Database database, CompiledTemplates compiled, BusinessClock clock)
{
    private const string Columns = "id, key, version, sha256, content";

    public async Task<WholeTemplate> Today(string? line, string language, string sha256, byte[] content, CancellationToken ct)
    {
        var keys = compiled.KeysIn(sha256, content);
        return new WholeTemplate(line, sha256, content, keys.Count == 0 ? [] : await InUse(line, language, keys, ct));
    }

    /// <summary>Everything a template of the line may include, by key.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> ToInclude(string? line, string language, CancellationToken ct) =>
        (await InUse(line, language, null, ct)).ToDictionary(t => t.Key, t => t.Content);

    /// <param name="included">The versions kept with the document.</param>
    public async Task<WholeTemplate> Kept(string line, string sha256, byte[] content, IReadOnlyList<Guid> included, CancellationToken ct) =>
        new(line, sha256, content, included.Count == 0 ? [] : await database.Query($"select {Columns} from documents.template where id = any($1) order by key", Read, [included.ToArray()], ct));

    /// <summary>The templates in use that include one of this key.</summary>
    public async Task<IReadOnlyList<IncludedTemplate>> Including(string? line, string key, string language, CancellationToken ct) =>
        [.. (await InUse(line, language, null, ct)).Where(t => compiled.KeysIn(t.Sha256, t.Content).Contains(key))];

    /// <summary>A template of the line comes before one of the house; the languages are never mixed.</summary>
    private async Task<IReadOnlyList<IncludedTemplate>> InUse(string? line, string language, IReadOnlyList<string>? keys, CancellationToken ct) => await database.Query(
        $"""
        select distinct on (key) {Columns} from documents.template
        where ($1::text[] is null or key = any($1)) and language = $2 and (line = $3 or line is null) and status = 'approved' and effective_from <= $4
        order by key, (line is not null) desc, effective_from desc, version desc
        """,
        Read,
        [keys?.ToArray(), language, line, clock.Today],
        ct);

    private static IncludedTemplate Read(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.GetFieldValue<byte[]>(4));
}

/// <summary>Compiled templates by content: each compiled once, however many ask at the same moment.</summary>
internal sealed class CompiledTemplates
{
    private const int Most = 200;
    private readonly ConcurrentDictionary<string, Lazy<CompiledTemplate>> _known = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _keys = new();

    public CompiledTemplate Get(WholeTemplate template, FieldCatalogue catalogue)
    {
        Bound(_known);
        return _known.GetOrAdd(template.Identity, _ => new Lazy<CompiledTemplate>(() => CompiledTemplate.Compile(template.Content, catalogue, template.Parts))).Value;
    }

    /// <summary>The keys of the templates it includes; none for a file that cannot be read, which compiling it says.</summary>
    public IReadOnlyList<string> KeysIn(string sha256, byte[] content)
    {
        Bound(_keys);
        return _keys.GetOrAdd(sha256, _ => Keys(content));
    }

    private static IReadOnlyList<string> Keys(byte[] content)
    {
        try
        {
            return IncludeTags.KeysIn(content);
        }
        catch (TemplateRejectedException)
        {
            return [];
        }
    }

    private static void Bound<T>(ConcurrentDictionary<string, T> known)
    {
        if (known.Count > Most)
        {
            known.Clear();
        }
    }
}
