using CrossSell.Clients.Domain;

namespace CrossSell.Unit.Clients;

public sealed class Search
{
    private static readonly Client Anna = new Client
    {
        Kind = Client.Person,
        GivenName = "Anna Mária",
        FamilyName = "Kővágó-Őri",
        Email = "anna@pelda.example",
        Phone = "+36301234567",
        ExternalId = "C-17",
    }.Derived();

    [Theory]
    [InlineData("kővágó")]
    [InlineData("KOVAGO anna")]
    [InlineData("anna mária kővágó-őri")]
    [InlineData("Kovago-Ori Anna Maria")]
    [InlineData("anna@pelda")]
    [InlineData("06 30 / 123-4567")]
    [InlineData("+36 30 123 4567")]
    [InlineData("1234567")]
    [InlineData("c-17")]
    public void Finds_by_name_address_number_and_external_id(string query) =>
        SearchText.Patterns(query).ShouldAllBe(p => Anna.Search.Contains(p.Trim('%'), StringComparison.Ordinal));

    [Fact]
    public void Nothing_typed_finds_everybody() => SearchText.Patterns("  ").ShouldBeEmpty();

    [Fact]
    public void Wildcards_are_characters() => SearchText.Patterns("50%_a").ShouldBe(["%50\\%\\_a%"]);

    [Theory]
    [InlineData("hu", "Kovács Anna")]
    [InlineData("en", "Anna Kovács")]
    public void Names_are_said_in_the_order_of_the_language(string language, string expected) => ClientName.Of("Anna", "Kovács", language).ShouldBe(expected);
}
