using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Portfolio.Domain;

namespace CrossSell.Unit.Clients;

public sealed class Search_keys
{
    [Fact]
    public void A_name_stands_for_every_pair_of_its_words_and_one_leads_for_each()
    {
        var keys = SearchKeys.Of(new Client { Kind = "person", FamilyName = "Ágh", GivenName = "Éva Zoé" }.Derived()).Where(k => k.Kind == SearchKeys.Name).ToList();

        keys.Select(k => k.Text).ShouldBe(["agh eva zoe", "agh zoe eva", "eva agh zoe", "eva zoe agh", "zoe agh eva", "zoe eva agh"], ignoreOrder: true);
        keys.Where(k => k.Lead).Select(k => k.Text.Split(' ')[0]).ShouldBe(["agh", "eva", "zoe"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("+36301234567", "36301234567", "301234567", "1234567")]
    [InlineData("+3612345678", "3612345678", "12345678", "2345678")]
    [InlineData("+4366412345", "4366412345", "6412345")]
    public void A_telephone_number_is_found_as_people_say_it(string phone, params string[] said) => SearchKeys.Phones(phone).Select(k => k.Text).ShouldBe(said);

    [Fact]
    public void Two_orders_of_a_name_born_one_day_are_one_and_a_legal_form_is_no_name()
    {
        SearchKeys.BirthOf(new DateOnly(1980, 5, 7), ["nagy", "bela"]).ShouldBe(SearchKeys.BirthOf(new DateOnly(1980, 5, 7), ["bela", "nagy"]));
        SearchKeys.CompanyOf("Pannon Autóház és Társa Kft.").ShouldBe(SearchKeys.CompanyOf("PANNON AUTÓHÁZ Bt."));
        SearchKeys.CompanyOf("E & V Kft.").ShouldBe("e v kft");
    }

    [Theory]
    [InlineData("nagi", "nagy")]
    [InlineData("ngay", "nagy")]
    [InlineData("nag", "nagy")]
    [InlineData("naggy", "nagy")]
    [InlineData("kovacz", "kovacs")]
    [InlineData("hejes", "helyes")]
    [InlineData("tot", "toth")]
    [InlineData("visegradi", "wisegradi")]
    public void One_slip_is_forgiven(string typed, string meant) => NameSlips.Of(typed).ShouldContain(meant);

    [Theory]
    [InlineData("cs2025670010", "cs2025670018")]
    [InlineData("cs202567018", "cs2025670018")]
    [InlineData("cs20256700018", "cs2025670018")]
    [InlineData("cso025670018", "cs0025670018")]
    [InlineData("antal.margit@levle.example", "antal.margit@level.example")]
    [InlineData("antalmargit@level.example", "antal.margit@level.example")]
    [InlineData("abc124", "abc123")]
    public void One_slip_in_a_whole_number_or_address_is_forgiven(string typed, string meant)
    {
        CodeSlips.Of(typed).ShouldContain(meant);
        CodeSlips.Of(new string('a', CodeSlips.Longest)).Count.ShouldBeLessThan(4000, "each is looked up");
        CodeSlips.Of("1234").ShouldBeEmpty();
    }

    [Fact]
    public void A_slip_of_two_letters_is_none() => NameSlips.Of("ab").ShouldBeEmpty();

    [Theory]
    [InlineData("Őri Ágnes", "agn", "4+3")]
    [InlineData("Kővágó-Őri Anna", "ori,kovago", "0+6 7+3")]
    [InlineData("Kovács", "acs", "")]
    public void Marks_the_beginnings_of_words_in_their_accents(string text, string words, string marks) => Said(Marking.Words(text, words.Split(','))).ShouldBe(marks);

    [Theory]
    [InlineData("+36 30 123 4567", "301234567", "4+11")]
    [InlineData("ABC-123", "bc12", "1+5")]
    [InlineData("ABC-123", "x", "")]
    public void Marks_a_number_over_what_makes_it_readable(string text, string key, string marks) => Said(Marking.Key(text, key)).ShouldBe(marks);

    [Theory]
    [InlineData("ABC-123", true)]
    [InlineData("AABC 123", true)]
    [InlineData("H-12345678", true)]
    [InlineData("WVWZZZ1JZXW000001", true)]
    [InlineData("11700000-12345678-00000000", true)]
    [InlineData("1234567890", true)]
    [InlineData("18000000", false)]
    [InlineData("2020-01-02", false)]
    [InlineData("B10", false)]
    [InlineData("Suzuki Vitara 1.4", false)]
    [InlineData("Golf 1600", true)]
    [InlineData("10 %, min. 50 000 Ft", false)]
    [InlineData("1052 Budapest, Váci utca 12.", false)]
    [InlineData("yes", false)]
    public void An_identifier_is_known_by_its_shape(string value, bool isOne) => Identifiers.IsOne(value).ShouldBe(isOne);

    private static string Said(IEnumerable<Mark> marks) => string.Join(' ', marks.Select(m => $"{m.Start}+{m.Length}"));
}
