using System.Diagnostics;
using CrossSell.Catalog.Code;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;
using CrossSell.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrossSell.Unit.Catalog;

public sealed class The_code_of_a_line : IDisposable
{
    private static readonly ClientFacts Somebody = new("person", new DateOnly(1980, 1, 1), "Budapest", [], [], new DateOnly(2026, 9, 14));
    private readonly LineMaker _lines = new();
    private readonly LineCodes _codes = new(TimeProvider.System, NullLogger<LineCodes>.Instance);

    public void Dispose() => _lines.Dispose();

    [Fact]
    public void Calculates_a_quote_with_its_lines()
    {
        Load("a", LineMaker.Class("IQuotes", LineMaker.QuoteOf100));

        var quote = _codes.Quote("a", Request).ShouldNotBeNull();

        (quote.Amount, quote.Period, quote.Lines.Single().Label.En).ShouldBe((100m, "month", "Base"));
        (_codes.FenceOf("a"), _codes.Quotes("a"), _codes.Decides("a")).ShouldBe((null, true, false));
    }

    [Fact]
    public void Has_its_own_version_of_a_library_that_another_line_has_too()
    {
        const string source = "public static class Tariff { public static decimal Rate => RATE; }";
        var older = _lines.Library("Tariff", "1.0.0.0", source.Replace("RATE;", "10m;", StringComparison.Ordinal));
        var newer = _lines.Library("Tariff", "2.0.0.0", source.Replace("RATE;", "20m;", StringComparison.Ordinal));
        var line = LineMaker.Class("IQuotes", "public Quote? Quote(QuoteRequest request) => new(Tariff.Rate, \"HUF\", typeof(Tariff).Assembly.GetName().Version!.Major == 1 ? \"month\" : \"year\", []);");
        Load("a", line, older);
        Load("b", line, newer);

        var (a, b) = (_codes.Quote("a", Request)!, _codes.Quote("b", Request)!);

        ((a.Amount, a.Period), (b.Amount, b.Period)).ShouldBe(((10m, "month"), (20m, "year")));
    }

    [Fact]
    public void That_throws_when_it_is_made_is_fenced_off_and_the_other_line_runs_on()
    {
        Load("broken", LineMaker.Class("IQuotes", "public Line() => throw new InvalidOperationException(\"no tariff\"); " + LineMaker.QuoteOf100));
        Load("good", LineMaker.Class("IQuotes", LineMaker.QuoteOf100));

        _codes.FenceOf("broken").ShouldBe("The constructor threw InvalidOperationException: no tariff");
        _codes.Quote("broken", Request).ShouldBeNull();
        _codes.Quote("good", Request).ShouldNotBeNull();
    }

    [Fact]
    public void That_throws_at_a_quote_is_fenced_off_with_what_it_threw()
    {
        Load("a", LineMaker.Class("IQuotes", "public Quote? Quote(QuoteRequest request) => request.Variant == \"large\" ? throw new DivideByZeroException(\"rate\") : null;"));
        _codes.Quote("a", Request).ShouldBeNull();
        _codes.FenceOf("a").ShouldBeNull();

        _codes.Quote("a", Request with { Variant = "large" }).ShouldBeNull();

        _codes.FenceOf("a").ShouldBe("Quote of thing threw DivideByZeroException: rate");
        _codes.FencedAt("a").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Thread.Sleep(Timeout.Infinite);")]
    [InlineData("while (true) { }")]
    public void That_does_not_end_is_given_up_after_a_second(string forever)
    {
        Load("a", LineMaker.Class("IQuotes", $"public Quote? Quote(QuoteRequest request) {{ if (request.Variant == \"large\") {{ {forever} }} return null; }}"));
        Load("b", LineMaker.Class("IQuotes", LineMaker.QuoteOf100));
        var started = Stopwatch.GetTimestamp();

        _codes.Quote("a", Request with { Variant = "large" }).ShouldBeNull();

        Stopwatch.GetElapsedTime(started).TotalSeconds.ShouldBeInRange(0.9, 5);
        _codes.FenceOf("a").ShouldBe("Quote of thing took longer than 1 s.");
        _codes.Quote("b", Request).ShouldNotBeNull();
    }

    [Fact]
    public void That_quotes_below_zero_is_fenced_off()
    {
        Load("a", LineMaker.Class("IQuotes", "public Quote? Quote(QuoteRequest request) => new(-1, \"HUF\", \"month\", []);"));

        _codes.Quote("a", Request).ShouldBeNull();

        _codes.FenceOf("a").ShouldBe("The quote of thing is below zero: -1.");
    }

    [Fact]
    public void Adds_conditions_to_rules()
    {
        const string conditions = "public IReadOnlyDictionary<string, Text> Conditions => new Dictionary<string, Text> { [\"old\"] = new(\"idős\", \"is old\") }; public bool Holds(string condition, ClientFacts client) => client.Age > 40;";
        Load("a", LineMaker.Class("IConditions", conditions));

        (_codes.Conditions("a").Keys.Single(), _codes.Holds("a", "old", Somebody)).ShouldBe(("old", true));
    }

    [Fact]
    public void Is_checked_with_every_fault_named()
    {
        var rule = """, "rules": [ { "code": "r", "when": { "custom": "young" }, "offer": "thing", "because": { "hu": "Mert.", "en": "Because." } } ]""";
        var throws = LineTool.Check(_lines.Line("a", LineMaker.Class("IQuotes", "public Quote? Quote(QuoteRequest request) => throw new InvalidOperationException(\"no\");")));
        var unknown = LineTool.Check(_lines.Line("b", LineMaker.Class("IQuotes", LineMaker.QuoteOf100), rule));
        var without = LineTool.Check(_lines.Line("c", null, rule));
        var missing = LineTool.Check(_lines.Line("d", null, ", \"assembly\": \"None.dll\""));

        throws.Faults.ShouldHaveSingleItem().ShouldBe(new LineFault("line.json", "/assembly", "Quote of thing, small threw InvalidOperationException: no", null));
        unknown.Faults.ShouldHaveSingleItem().ShouldBe(new LineFault("line.json", "/rules/0/when", "condition 'young' is not known", "the assembly has no conditions"));
        without.Faults.ShouldHaveSingleItem().Hint.ShouldBe("it needs an assembly that implements IConditions");
        missing.Faults.ShouldHaveSingleItem().Message.ShouldBe("file 'None.dll' does not exist");
    }

    [Fact]
    public void That_refers_to_more_of_the_house_than_the_sdk_is_refused()
    {
        var kernel = _lines.Library("CrossSell.Kernel", "1.0.0.0", "public static class Inside { public static int Secret => 1; }");

        var check = LineTool.Check(_lines.Line("a", LineMaker.Class("IQuotes", "public Quote? Quote(QuoteRequest request) => new(Inside.Secret, \"HUF\", \"month\", []);"), libraries: kernel));

        check.Faults.ShouldHaveSingleItem().Message.ShouldBe("'Code.dll' refers to CrossSell.Kernel");
    }

    [Fact]
    public void That_is_no_assembly_or_has_no_class_for_the_host_is_refused()
    {
        var text = _lines.Line("a", null, ", \"assembly\": \"Code.dll\"");
        File.WriteAllText(Path.Combine(text, "Code.dll"), "no code");
        var empty = _lines.Line("b", "using CrossSell.Sdk; public static class Other { public static int Version() => typeof(ILineCode).Name.Length; }");

        LineTool.Check(text).Faults.ShouldHaveSingleItem().Message.ShouldBe("'Code.dll' is not a .NET assembly");
        LineTool.Check(empty).Faults.ShouldHaveSingleItem().Message.ShouldBe("'Code.dll' has no public class that implements one of the Sdk's interfaces.");
    }

    private static QuoteRequest Request => new("thing", "small", Somebody, new Dictionary<string, string>(), Somebody.Today);

    private void Load(string line, string source, params string[] libraries) => _codes.Load(line, _lines.Line(line, source, libraries: libraries), "Code.dll");
}
