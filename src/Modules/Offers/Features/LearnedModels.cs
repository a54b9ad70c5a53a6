using System.Globalization;
using CrossSell.Kernel.Data;
using CrossSell.Offers.Domain.Learning;
using Microsoft.Extensions.Configuration;

namespace CrossSell.Offers.Features;

/// <summary>The newest model of each line, unpacked once and kept until another one is learned. What another host learned is seen within five seconds.</summary>
internal sealed class LearnedModels(Database database, SuggestionSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);
    private volatile Kept? _kept;

    public void Forget() => _kept = null;

    public ValueTask<Learned> Get(CancellationToken ct) => _kept is { } kept && time.GetElapsedTime(kept.Looked) < Trusted ? new(kept.Learned) : new(Look(ct));

    private async Task<Learned> Look(CancellationToken ct)
    {
        var looked = time.GetTimestamp();
        var newest = await database.Query(
            "select line, max(version), max(version) filter (where length(body) > 0) from offers.model group by line order by line",
            r => (Line: r.GetString(0), Version: r.GetInt32(1), Learned: r.Maybe<int>(2)), [], ct);
        var stamp = string.Join(',', newest.Select(n => $"{n.Line}@{n.Version}"));
        if (_kept is { } kept && kept.Stamp == stamp)
        {
            _kept = kept with { Looked = looked };
            return kept.Learned;
        }

        var lines = new Dictionary<string, LearnedLine>();
        foreach (var (line, version, _) in newest.Where(n => n.Learned == n.Version))
        {
            var body = await database.Query("select body, calibration::text from offers.model where line = $1 and version = $2", r => (Body: r.GetFieldValue<byte[]>(0), Answers: r.MaybeText(1)), [line, version], ct);
            lines[line] = new LearnedLine(version, ModelFile.Read(body[0].Body), body[0].Answers is { } answers ? JsonText.Read<Calibration>(answers) : null);
        }

        var learned = new Learned(lines, settings.For(lines.Values.Select(l => l.Model.Support.Clients).DefaultIfEmpty().Max()));
        _kept = new Kept(learned, stamp, looked);
        return learned;
    }

    private sealed record Kept(Learned Learned, string Stamp, long Looked);
}

/// <summary>How suggestions are put to use, by configuration: the section <c>Suggestions</c>.</summary>
/// <param name="Control">Share of clients who get rules alone, to compare with.</param>
/// <param name="Explore">Share of clients of whom one suggestion is put forward to learn from.</param>
/// <param name="FewestClients">Below so many clients of a line nobody is kept aside: too few would be to tell anything.</param>
internal sealed record SuggestionSettings(double Control, double Explore, int FewestClients)
{
    public static SuggestionSettings Of(IConfiguration configuration) => new(
        Share(configuration["Suggestions:ControlShare"], 0.05), Share(configuration["Suggestions:ExploreShare"], 0.05),
        int.TryParse(configuration["Suggestions:FewestClients"], NumberStyles.None, CultureInfo.InvariantCulture, out var fewest) ? fewest : 2000);

    public Shares For(int clients) => clients < FewestClients ? Shares.None : new Shares(Control, Explore);

    private static double Share(string? said, double otherwise) => said is null ? otherwise
        : double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 0.5 ? share
        : throw new InvalidOperationException($"Suggestions: '{said}' is no share between 0 and 0.5.");
}
