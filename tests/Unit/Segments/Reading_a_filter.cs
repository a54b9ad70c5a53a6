using CrossSell.Segments.Domain.Filters;
using CrossSell.Shared;
using CsCheck;

namespace CrossSell.Unit.Segments;

public sealed class Reading_a_filter
{
    private static readonly FilterNames Code = new(Dialect.Code, AnyFilter.Products, []);
    private static readonly FilterNames Hungarian = new(Dialect.Hungarian, AnyFilter.Products, [("insurance/home", "Lakásbiztosítás"), ("insurance/car", "Kötelező és casco"), ("insurance/life", "Azonos"), ("lending/mortgage", "Azonos"), ("insurance/*", "Biztosítás")]);
    private static readonly FilterNames English = new(Dialect.English, AnyFilter.Products, [("insurance/home", "Home insurance"), ("insurance/car", "Car, with \"extras\""), ("lending/mortgage", "Mortgage"), ("parts/oil", "Oil"), ("insurance/*", "Insurance")]);

    [Fact]
    public void The_example_of_the_reference()
    {
        var filter = FilterText.Read("holds lending/mortgage and lacks insurance/home and age >= 30", Code);

        filter.ShouldBe(new Filter.All(new FilterParts([
            new Filter.Holds(new ProductSet("lending/mortgage"), Place.Anywhere), new Filter.Lacks(new ProductSet("insurance/home"), Place.Anywhere), new Filter.Age(Comparison.AtLeast, 30)])));
        FilterText.Sentence(filter, English).ShouldBe("Has “Mortgage” and does not have “Home insurance” and is at least 30 years old.");
        FilterText.Sentence(filter, Hungarian).ShouldBe("Van lending/mortgage szerződése és nincs „Lakásbiztosítás” szerződése és legalább 30 éves.");
    }

    [Fact]
    public void And_binds_closer_than_or_and_brackets_closest()
    {
        FilterText.Read("tag a or tag b and tag c", Code).ShouldBe(FilterText.Read("tag a or (tag b and tag c)", Code));
        FilterText.Read("(tag a or tag b) and tag c", Code).ShouldBeOfType<Filter.All>();
        FilterText.Read("not tag a and tag b", Code).ShouldBe(FilterText.Read("(not tag a) and tag b", Code));
    }

    [Fact]
    public void What_is_written_reads_back_the_same_in_the_language_and_as_a_sentence()
    {
        AnyFilter.Of(AnyFilter.Condition, 3).Sample(
            filter =>
            {
                foreach (var names in new[] { Code, Hungarian, English })
                {
                    var written = FilterText.Write(filter, names);
                    FilterText.Read(written, names).ShouldBe(filter, written);
                    FilterText.Read(FilterText.Sentence(filter, names), names).ShouldBe(filter, written);
                }
            },
            iter: 3000);
    }

    [Theory]
    [InlineData("", 0, "filterEmpty")]
    [InlineData("holds insurance/hoem", 6, "filterUnknownProduct")]
    [InlineData("holds insurance/home and", 24, "filterUnfinished")]
    [InlineData("holds insurance/home also age >= 30", 21, "filterUnexpected")]
    [InlineData("hold insurance/home", 0, "filterUnexpected")]
    [InlineData("(tag vip", 8, "filterUnfinished")]
    [InlineData("tag \"vip", 4, "filterOpenQuote")]
    [InlineData("age >= 300", 7, "filterOutOfBounds")]
    [InlineData("age >= -3", 7, "filterOutOfBounds")]
    [InlineData("since >= 2026-13-01", 9, "filterUnexpected")]
    public void Says_where_and_why_it_can_t_be_read(string text, int position, string code)
    {
        var fault = Should.Throw<FilterException>(() => FilterText.Read(text, Code)).Fault;

        (fault.Position, fault.Code).ShouldBe((position, code), fault.Message);
    }

    [Fact]
    public void Suggests_what_may_have_been_meant()
    {
        Should.Throw<FilterException>(() => FilterText.Read("holds insurance/hoem", Code)).Fault.Hint.ShouldBe("insurance/home");
        Should.Throw<FilterException>(() => FilterText.Read("hold insurance/home", Code)).Fault.Hint.ShouldBe("holds");
    }

    [Fact]
    public void Refuses_what_nobody_could_follow()
    {
        Should.Throw<FilterException>(() => FilterText.Read(new string('(', 100) + "tag a", Code)).Fault.Code.ShouldBe("filterTooDeep");
        Should.Throw<FilterException>(() => FilterText.Read(new string('x', 4001), Code)).Fault.Code.ShouldBe("filterTooLong");
        Should.Throw<FilterException>(() => FilterText.Read(string.Join(" and ", Enumerable.Repeat("tag a", 200)), Code)).Fault.Code.ShouldBe("filterTooMany");
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_a_place_in_it() =>
        Gen.OneOf(Gen.String, AnyFilter.Pick("holds", "insurance/home", "and", "or", "not", "(", ")", "age", ">=", "30", "tag", "\"", "within").List[0, 12].Select(w => string.Join(' ', w))).Sample(
            text =>
            {
                try
                {
                    FilterText.Read(text, Code).ShouldNotBeNull();
                }
                catch (FilterException refused)
                {
                    refused.Fault.Position.ShouldBeInRange(0, text.Length);
                    (refused.Fault.Position + refused.Fault.Length).ShouldBeLessThanOrEqualTo(text.Length);
                }
            },
            iter: 3000);
}
