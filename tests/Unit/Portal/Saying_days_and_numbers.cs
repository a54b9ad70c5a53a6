using CrossSell.Host.Pages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Messages;
using Microsoft.Extensions.Time.Testing;

namespace CrossSell.Unit.Portal;

public sealed class Saying_days_and_numbers
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData(1, "jén")]
    [InlineData(2, "án")]
    [InlineData(4, "én")]
    [InlineData(10, "én")]
    [InlineData(13, "án")]
    [InlineData(20, "án")]
    [InlineData(21, "én")]
    [InlineData(30, "án")]
    [InlineData(31, "én")]
    public void Hungarian_days_take_the_ending_of_their_number(int day, string ending) => Dates.Ending(day).ShouldBe(ending);

    [Theory]
    [InlineData("hu", 0, "ma")]
    [InlineData("hu", 1, "holnap")]
    [InlineData("hu", -3, "3 napja")]
    [InlineData("en", 1, "tomorrow")]
    [InlineData("en", -3, "3 days ago")]
    [InlineData("en", 9, "in 9 days")]
    public void Near_days_are_said_in_words(string language, int days, string said) => In(language).Relative(Today.AddDays(days)).ShouldBe(said);

    [Fact]
    public void A_day_is_written_as_people_write_it()
    {
        In("hu").Day(Today).ShouldBe("2026. nov. 23.");
        In("en").Day(Today).ShouldBe("23 Nov 2026");
        In("hu").On(new DateOnly(2026, 12, 7)).ShouldBe("december 7-én");
    }

    [Fact]
    public void A_price_names_its_period() =>
        In("hu").Price(new PriceData(55400, "HUF", "year")).ShouldBe("55\u00a0400\u00a0Ft / év");

    [Theory]
    [InlineData("+36301110001", "+36 30 111 0001")]
    [InlineData("+3612220004", "+36 1 222 0004")]
    [InlineData("+4915112345678", "+4915112345678")]
    public void Numbers_are_grouped(string phone, string shown) => Phones.Spaced(phone).ShouldBe(shown);

    private static Dates In(string language)
    {
        var call = new CallContext();
        call.Actor = call.Actor with { Language = language };
        var clock = new BusinessClock(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)), TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"));
        return new Dates(new Texts(call), clock);
    }
}
