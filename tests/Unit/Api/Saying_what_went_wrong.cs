using System.Text.RegularExpressions;
using CrossSell.Host.Api;
using CrossSell.Host.Texts;
using CrossSell.Kernel.Errors;
using Microsoft.AspNetCore.Http;

namespace CrossSell.Unit.Api;

public sealed partial class Saying_what_went_wrong
{
    private static readonly ErrorTexts Texts = new(Given.Clock);
    private static readonly Problems Problems = new(Texts, Microsoft.Extensions.Options.Options.Create(new Microsoft.AspNetCore.Http.Json.JsonOptions()));

    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new InvalidInputException("limit", "limit", "Must be between 1 and 200."), 400, "error.invalid" },
        { new NotAllowedException("error.notAllowed", "No."), 403, "error.notAllowed" },
        { new NotFoundException("client", 7), 404, "error.notFound.client" },
        { new ConflictException("error.taskClosed", "Closed."), 409, "error.taskClosed" },
        { new VersionConflictException("offer", new InvalidOperationException()), 409, "error.changedElsewhere" },
        { new StaleException(), 412, "error.stale" },
        { new BadHttpRequestException("", 413), 413, "error.tooLarge" },
        { new BadHttpRequestException("", 415), 415, "error.unsupportedMedia" },
        { new UnsupportedTypeException(["text/csv"]), 415, "error.unsupportedType" },
        { new RuleBrokenException("error.noConsent", "No consent."), 422, "error.noConsent" },
        { new InvalidOperationException("secret"), 500, "error.unexpected" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Has_one_shape_for_each_failure(Exception failure, int status, string code)
    {
        var problem = Problems.Of(failure, "en");
        problem.Status.ShouldBe(status);
        problem.Extensions["code"].ShouldBe(code);
        problem.Title.ShouldNotBeNullOrEmpty();
        problem.Detail.ShouldNotBeNullOrEmpty();
        problem.Detail.ShouldNotContain("secret");
    }

    [Fact]
    public void Gives_the_faults_by_field()
    {
        var problem = Problems.Of(new InvalidInputException([new("email", "taken", "Taken."), new("name", "required", "Required."), new("name", "tooLong", "Long.", ("most", 5))]), "hu");
        var errors = problem.Extensions["errors"].ShouldBeAssignableTo<IDictionary<string, string[]>>()!;
        errors["email"].ShouldBe(["Ez az érték már foglalt."]);
        errors["name"].ShouldBe(["Kötelező megadni.", "Legfeljebb 5 karakter lehet."]);
    }

    [Fact]
    public void Says_facts_in_the_readers_language_and_time_zone()
    {
        var failure = new ConflictException("error.alreadySigned", "…", ("number", "CS-1"), ("at", new DateTimeOffset(2026, 11, 23, 8, 5, 0, TimeSpan.Zero)));
        Texts.Of(failure, "en").ShouldBe("A signed copy of CS-1 was filed on 23 Nov 2026 09:05.");
        Texts.Of(failure, "hu").ShouldContain("2026. 11. 23. 09:05");
        Texts.Of(new ConflictException("error.offerClosed", "…", ("status", CrossSell.Offers.Messages.OfferStatus.Accepted)), "hu").ShouldBe("Ez az ajánlat már nem nyitott, állapota: elfogadott.");
    }

    [Fact]
    public void Falls_back_to_the_message_where_a_fact_is_missing() =>
        Texts.Of(new ConflictException("error.alreadyOpen", "An offer is open."), "hu").ShouldBe("An offer is open.");

    [Fact]
    public void Has_a_text_in_both_languages_for_every_code_that_is_thrown()
    {
        var codes = Sources().SelectMany(text => Codes().Matches(text).Select(m => m.Groups["code"].Value))
            .Concat(Sources().SelectMany(text => Missing().Matches(text).Select(m => "error.notFound." + m.Groups["what"].Value)))
            .Distinct().ToList();
        codes.Count.ShouldBeGreaterThan(20);
        codes.Except(ErrorTexts.All("hu").Keys).ShouldBeEmpty();
        codes.Except(ErrorTexts.All("en").Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Needs_the_same_facts_in_both_languages()
    {
        foreach (var (code, english) in ErrorTexts.All("en"))
        {
            Facts(ErrorTexts.All("hu")[code]).ShouldBe(Facts(english), code);
        }
    }

    [Fact]
    public void Has_a_Hungarian_text_for_every_fault_of_a_field()
    {
        var codes = Sources().SelectMany(text => Fields().Matches(text).Select(m => "field." + m.Groups["code"].Value)).Distinct().ToList();
        codes.Count.ShouldBeGreaterThan(30);
        codes.Except(ErrorTexts.All("hu").Keys).ShouldBeEmpty();
    }

    private static IEnumerable<string> Facts(string text) => Placeholders().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CrossSell.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder;
    }

    [GeneratedRegex("\"(?<code>error\\.[a-zA-Z]+(\\.[a-zA-Z]+)*)\"")]
    private static partial Regex Codes();

    [GeneratedRegex("new NotFoundException\\(\"(?<what>\\w+)\"")]
    private static partial Regex Missing();

    [GeneratedRegex("(?<=new (InvalidInputException|FieldFault)\\(|[fF]aults\\.Add\\()(\\$?\"[^\"]*\"|field|column|missing|our|theirs), \"(?<code>[a-zA-Z.]+)\"|WithErrorCode\\(\"(?<code>\\w+)\"|Require\\([^;]*?, \"[\\w.]+\", \"(?<code>\\w+)\"")]
    private static partial Regex Fields();

    [GeneratedRegex("\\{\\w+\\}")]
    private static partial Regex Placeholders();
}
