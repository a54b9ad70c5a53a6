using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Documents.Word;

namespace CrossSell.Unit.Word;

public sealed class FormatValues
{
    private const string Model = """
        {"d":"2026-11-03","price":{"amount":12000,"currency":"HUF"},"eur":{"amount":1200.5,"currency":"EUR"},"n":1234567.125,"small":5,"two":2,
         "yes":true,"no":false,"t":"árvíz","missing":null,"minus":{"amount":-1,"currency":"HUF"},"third":{"amount":12.345,"currency":"EUR"}}
        """;

    [Theory]
    [InlineData("d", "2026. november 3.", "3 November 2026")]
    [InlineData("d | date", "2026. november 3.", "3 November 2026")]
    [InlineData("d | date: \"short\"", "2026. 11. 03.", "03/11/2026")]
    [InlineData("d | date: \"yyyy. MMMM d.\"", "2026. november 3.", "2026. November 3.")]
    [InlineData("d | date: \"yyyy\"", "2026", "2026")]
    [InlineData("d | date: \"d\"", "3", "3")]
    [InlineData("price | money", "12_000_Ft", "HUF_12,000")]
    [InlineData("price", "12_000_Ft", "HUF_12,000")]
    [InlineData("eur | money", "1_200,50_EUR", "EUR_1,200.50")]
    [InlineData("eur | money: 0", "1_201_EUR", "EUR_1,201")]
    [InlineData("third | money", "12,345_EUR", "EUR_12.345")]
    [InlineData("minus | money", "-1_Ft", "HUF_-1")]
    [InlineData("n | number", "1_234_567,125", "1,234,567.125")]
    [InlineData("n | number: 2", "1_234_567,13", "1,234,567.13")]
    [InlineData("small | number: 1", "5,0", "5.0")]
    [InlineData("price | words", "tizenkétezer forint", "twelve thousand forints")]
    [InlineData("eur | words", "ezerkétszáz euró ötven cent", "one thousand two hundred euros and fifty cents")]
    [InlineData("minus | words", "mínusz egy forint", "minus one forint")]
    [InlineData("two | words", "kettő", "two")]
    [InlineData("n | words", "egymillió-kétszázharmincnégyezer-ötszázhatvanhét egész százhuszonöt ezred", "one million two hundred and thirty-four thousand five hundred and sixty-seven point one two five")]
    [InlineData("yes | yesno", "igen", "yes")]
    [InlineData("no", "nem", "no")]
    [InlineData("no | yesno: \"van\", \"nincs\"", "nincs", "nincs")]
    [InlineData("t | upcase", "ÁRVÍZ", "ÁRVÍZ")]
    [InlineData("price | words | upcase", "TIZENKÉTEZER FORINT", "TWELVE THOUSAND FORINTS")]
    [InlineData("missing | default: \"\"", "", "")]
    [InlineData("missing | default: t | upcase", "ÁRVÍZ", "ÁRVÍZ")]
    [InlineData("d | default: \"–\" | date", "2026. november 3.", "3 November 2026")]
    [InlineData("price | money | az", "a 12_000_Ft", "a HUF_12,000")]
    [InlineData("small | az: \"Az\"", "Az 5", "Az 5")]
    public void In_Hungarian_and_in_English(string tag, string hungarian, string english)
    {
        Fill(tag, "hu-HU").ShouldBe(hungarian.Replace('_', '\u00A0'));
        Fill(tag, "en-GB").ShouldBe(english.Replace('_', '\u00A0'));
    }

    [Theory]
    [InlineData("1", "az")]
    [InlineData("5", "az")]
    [InlineData("10", "a")]
    [InlineData("15", "a")]
    [InlineData("50", "az")]
    [InlineData("100", "a")]
    [InlineData("500", "az")]
    [InlineData("1000", "az")]
    [InlineData("1\u00A0000 Ft", "az")]
    [InlineData("1 848", "az")]
    [InlineData("2026. év", "a")]
    [InlineData("10\u00A0000", "a")]
    [InlineData("100 000", "a")]
    [InlineData("1 000 000", "az")]
    [InlineData("1000000", "az")]
    [InlineData("5. emelet", "az")]
    [InlineData("alma", "az")]
    [InlineData("Őrség", "az")]
    [InlineData("körte", "a")]
    [InlineData("„ablak”", "az")]
    [InlineData("OTP Bank", "az")]
    [InlineData("MBH Bank", "az")]
    [InlineData("MÁV", "a")]
    [InlineData("KGFB", "a")]
    [InlineData("M1", "az")]
    [InlineData("Ybl Miklós", "az")]
    [InlineData("Yamaha", "a")]
    [InlineData("V. kerület", "az")]
    [InlineData("II. kerület", "a")]
    [InlineData("F épület", "az")]
    [InlineData("0", "a")]
    public void With_the_Hungarian_article(string text, string article) => HungarianArticle.Before(text).ShouldBe(article);

    [Theory]
    [InlineData(12.345, "has more than 2 decimals and cannot be written in words exactly")]
    [InlineData(1e17, "is too large to be written in words")]
    public void Refuses_amounts_whose_words_would_lie(double amount, string why) =>
        InWords.Money((decimal)amount, "EUR", Wording.For(CultureInfo.GetCultureInfo("hu-HU"))).Why.ShouldNotBeNull().Sentence.ToString().ShouldBe(why);

    private static string Fill(string tag, string culture)
    {
        var model = JsonNode.Parse(Model)!.AsObject();
        return TextTemplate.Compile($"{{{{ {tag} }}}}", FieldCatalogue.From(model)).Fill(model, CultureInfo.GetCultureInfo(culture));
    }
}
