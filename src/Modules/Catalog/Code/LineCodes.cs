using System.Collections.Concurrent;
using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;
using Microsoft.Extensions.Logging;

namespace CrossSell.Catalog.Code;

/// <summary>The code of the lines in this process. An assembly is loaded once; another one in its folder waits for a restart.</summary>
internal sealed class LineCodes(TimeProvider time, ILogger<LineCodes> log) : ILineCodes
{
    private const int MostRows = 20;
    private readonly ConcurrentDictionary<string, Entry> _loaded = new();

    public LoadedCode? Of(string line) => _loaded.GetValueOrDefault(line)?.Code;

    /// <summary>Loads the line's assembly, or keeps what was loaded before.</summary>
    public LoadedCode Load(string line, string folder, string assembly) => _loaded.GetOrAdd(line, _ => Make(line, folder, assembly)).Code;

    /// <summary>Loads the line's assembly anew: after it was fenced off and somebody wants to try it again.</summary>
    public LoadedCode LoadAgain(string line, string folder, string assembly)
    {
        if (_loaded.TryRemove(line, out var old))
        {
            old.Code.Dispose();
        }

        return Load(line, folder, assembly);
    }

    /// <summary>Tries everything the code does; what it can't do fences it off.</summary>
    public IReadOnlyList<LineFault> Try(LoadedCode code, LineDefinition line)
    {
        var faults = CodeTrial.Run(code, line);
        if (_loaded.TryGetValue(line.Line, out var entry))
        {
            Report(line.Line, entry);
        }

        return faults;
    }

    /// <summary>The folder has brought another assembly than the one that runs.</summary>
    public bool WaitsForRestart(string line, string folder, string? assembly) => Of(line) is { } code && code.Hash != HashIn(folder, assembly);

    public string? FenceOf(string line) => Of(line)?.Fence;

    public IReadOnlyDictionary<string, Text> Conditions(string line) => Of(line)?.Conditions ?? new Dictionary<string, Text>();

    public IReadOnlyList<DocumentField> DocumentFields(string line) => Of(line)?.DocumentFields ?? [];

    public bool Decides(string line) => Of(line)?.Does.Contains(nameof(IEligibility)) == true;

    public bool Quotes(string line) => Of(line)?.Does.Contains(nameof(IQuotes)) == true;

    public Quote? Quote(string line, QuoteRequest request)
    {
        var quote = Ask<IQuotes, Quote?>(line, $"Quote of {request.Product}", c => Copy(c.Quote(request)), null);
        if (quote is not null && Code.Quotes.WhyNot(quote) is { } why)
        {
            FenceOff(line, $"The quote of {request.Product} {why}.");
            return null;
        }

        return quote;
    }

    public Text? WhyNot(string line, string product, ClientFacts client) => Ask<IEligibility, Text?>(line, $"WhyNot of {product}", c => c.WhyNot(product, client), null);

    public IReadOnlyList<ValueFault> Check(string line, string product, IReadOnlyDictionary<string, string> fields, DateOnly today) =>
        Ask<IFieldRules, IReadOnlyList<ValueFault>>(line, $"Check of {product}", c => [.. c.Check(product, fields, today)], []);

    public IReadOnlyDictionary<string, DocumentValue> Fill(string line, DocumentRequest request) =>
        Ask<IDocumentFields, IReadOnlyDictionary<string, DocumentValue>>(line, $"Fill of {request.Product}", c => c.Fill(request).ToDictionary(), new Dictionary<string, DocumentValue>());

    public bool Holds(string line, string condition, ClientFacts client) => Ask<IConditions, bool>(line, $"Holds of {condition}", c => c.Holds(condition, client), false);

    public IReadOnlyList<LineSectionView> Sections(ClientFacts client) =>
    [
        .. from line in _loaded.Keys.Order(StringComparer.Ordinal)
           let section = Ask<IClientSection, PageSection?>(line, "Show", c => Copy(c.Show(client)), null)
           where section is { Rows.Count: > 0 }
           select new LineSectionView(line, section),
    ];

    private TAnswer Ask<TRole, TAnswer>(string line, string what, Func<TRole, TAnswer> call, TAnswer otherwise)
        where TRole : ILineCode
    {
        if (!_loaded.TryGetValue(line, out var entry) || entry.Code.Fence is not null)
        {
            return otherwise;
        }

        var answer = entry.Code.Call(what, call, otherwise);
        Report(line, entry);
        return answer;
    }

    private void FenceOff(string line, string reason)
    {
        if (_loaded.TryGetValue(line, out var entry))
        {
            entry.Code.FenceOff(reason);
            Report(line, entry);
        }
    }

    public DateTimeOffset? FencedAt(string line) => _loaded.GetValueOrDefault(line)?.FencedAt;

    private Entry Make(string line, string folder, string assembly)
    {
        var entry = new Entry(LoadedCode.Load(line, folder, assembly));
        Report(line, entry);
        return entry;
    }

    /// <summary>Says once, and loudly, that a line's code was fenced off.</summary>
    private void Report(string line, Entry entry)
    {
        if (entry.Code.Fence is { } reason && entry.FencedAt is null)
        {
            entry.FencedAt = time.GetUtcNow();
            log.LogError("The code of the product line {Line} is fenced off: {Reason}", line, reason);
        }
    }

    /// <summary>A line's lists may be lazy: they are read inside the call.</summary>
    private static Quote? Copy(Quote? quote) => quote is null ? null : quote with { Lines = [.. quote.Lines], Missing = [.. quote.Missing] };

    private static PageSection? Copy(PageSection? section) => section is null ? null : section with { Rows = [.. section.Rows.Take(MostRows)] };

    private static string? HashIn(string folder, string? assembly) =>
        assembly is not null && new LineFolder(folder).Open(assembly) is { Content: { } file } ? LoadedCode.HashOf(file) : null;

    private sealed class Entry(LoadedCode code)
    {
        public LoadedCode Code { get; } = code;

        public DateTimeOffset? FencedAt { get; set; }
    }
}
