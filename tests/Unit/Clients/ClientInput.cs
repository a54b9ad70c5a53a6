using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Unit.Clients;

public sealed class ClientInput
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly ClientData Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    private static readonly ClientData Anna = Nothing with { Kind = "person", GivenName = "Anna", FamilyName = "Kovács" };

    [Fact]
    public void Takes_a_person_with_a_name() => Faults(Anna).ShouldBeEmpty();

    [Fact]
    public void Names_every_field_at_fault()
    {
        var wrong = Anna with
        {
            FamilyName = " ",
            BirthDate = Today.AddDays(1),
            Email = "anna@",
            Phone = "12",
            TaxNumber = "?",
            Language = "de",
            Address = new AddressData("HU", "12345", null, null),
        };

        Faults(wrong).ShouldBe(["language", "familyName", "birthDate", "email", "phone", "taxNumber", "address.postalCode"]);
    }

    [Fact]
    public void A_company_needs_its_name() => Faults(Nothing with { Kind = "company" }).ShouldBe(["companyName"]);

    [Fact]
    public void Other_kinds_are_refused() => Faults(Anna with { Kind = "alien" }).ShouldBe(["kind"]);

    [Fact]
    public void Not_given_leaves_and_empty_clears()
    {
        var before = Filled(Anna with { Email = "Anna@Pelda.Example", Phone = "06-1/234-5678", Attributes = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } }, new Client());
        var after = Filled(Nothing with { Phone = "", Attributes = new Dictionary<string, string> { ["a"] = "", ["c"] = "3" } }, before);

        before.Phone.ShouldBe("+3612345678");
        after.Email.ShouldBe("anna@pelda.example");
        after.Phone.ShouldBeNull();
        after.Attributes.ShouldBe(new Dictionary<string, string> { ["b"] = "2", ["c"] = "3" });
    }

    [Theory]
    [InlineData("06 30 123 4567", "+36301234567")]
    [InlineData("0036-20-123-4567", "+36201234567")]
    [InlineData("70/123 4567", "+36701234567")]
    [InlineData("36 1 234 5678", "+3612345678")]
    [InlineData("+43 1 5861", "+4315861")]
    public void Telephone_numbers_are_kept_as_they_are_dialled(string text, string expected) => PhoneNumber.Normal(text).ShouldBe(expected);

    private static string[] Faults(ClientData data)
    {
        var faults = new Faults();
        new ClientForm(data, Today, faults).FilledInto(new Client());
        return [.. faults.All.Select(f => f.Field)];
    }

    private static Client Filled(ClientData data, Client client) => new ClientForm(data, Today, new Faults()).FilledInto(client);
}
