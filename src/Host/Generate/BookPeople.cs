using CrossSell.Clients.Messages;
using CrossSell.Host.Demo;

namespace CrossSell.Host.Generate;

/// <summary>Made-up people and firms: common names as common as they are, rare ones among them.</summary>
internal sealed class BookPeople(DemoChance chance, DateOnly today)
{
    private static readonly string[] Beginnings = ["Bor", "Sár", "Kő", "Szent", "Vár", "Fel", "Al", "Hegy", "Tar", "Ér", "Káp", "Mező", "Ózs", "Zól", "Nád", "Geren", "Hol", "Csep", "Ráb", "Dör"];
    private static readonly string[] Middles = ["os", "es", "völgy", "hát", "laki", "mend", "őcs", "kert", "halm", "pata", "gyar", "menes", "telk", "szeg", "halas", "dom"];
    private static readonly string[] Trades = ["Építő", "Autóház", "Pékség", "Kertészet", "Fuvarozó", "Könyvelő", "Étterem", "Nyomda", "Villamossági", "Faipari", "Panzió", "Szerviz"];
    private static readonly string[] Both = ["phone:marketing", "phone:service", "email:marketing", "email:service"];

    public ClientData One(string id)
    {
        var company = chance.In(12);
        var (postalCode, city) = chance.One(DemoPlaces.Towns);
        var given = chance.One(chance.In(52) ? DemoNames.Women : DemoNames.Men);
        var family = Family();
        return new ClientData(
            id, company ? "company" : "person", company ? null : Given(given), company ? null : family, company ? Firm() : null,
            company || chance.In(5) ? null : today.AddYears(-chance.Between(19, 84)).AddDays(-chance.Between(0, 364)),
            company ? $"{chance.Between(1, 2)}{chance.Digits(7)}-2-{chance.One(["41", "42", "43", "13", "08"])}" : null,
            chance.In(80) ? $"g{id[2..]}@{chance.One(["posta", "level", "drotposta"])}.example" : null,
            chance.In(92) ? $"+36{chance.One(["20", "30", "30", "70"])}{chance.Between(2, 9)}{chance.Digits(6)}" : null,
            new AddressData("HU", postalCode, city, $"{chance.One(DemoPlaces.Streets)} {chance.Between(1, 120)}."),
            "hu", null, chance.In(7) ? ["vip"] : [], Consents());
    }

    /// <summary>The same one as somebody else wrote them down: one thing is missing, one is written otherwise.</summary>
    public ClientData Again(ClientData of, string id) => of with
    {
        ExternalId = id,
        Email = chance.In(50) ? of.Email : null,
        Phone = chance.In(50) ? of.Phone : null,
        FamilyName = of.FamilyName is { Length: > 4 } family && chance.In(40) ? family.Remove(chance.Between(1, family.Length - 2), 1) : of.FamilyName,
        GivenName = chance.In(10) ? of.GivenName?.Split(' ')[0] : of.GivenName,
    };

    private string Given(string first) => chance.In(15) ? $"{first} {chance.One(DemoNames.Women)}" : first;

    private string Family()
    {
        var common = DemoNames.Family[Math.Min(chance.Between(0, DemoNames.Family.Length - 1), chance.Between(0, DemoNames.Family.Length - 1))];
        return chance.Between(1, 100) switch
        {
            <= 70 => common,
            <= 74 => $"{common}-{chance.One(DemoNames.Family)}",
            _ => $"{chance.One(Beginnings)}{chance.One(Middles)}{(chance.In(60) ? chance.One(Middles) : string.Empty)}{chance.One(["i", "i", "y", "ai"])}",
        };
    }

    private string Firm() => $"{chance.One(Beginnings)}{chance.One(Middles)} {chance.One(Trades)} {(chance.In(30) ? $"és {chance.One(DemoNames.Family)} " : string.Empty)}{chance.One(["Kft.", "Kft.", "Bt.", "Zrt."])}";

    private ConsentData[] Consents() => [.. (chance.Between(1, 100) switch { <= 4 => [], <= 16 => ["phone:service", "email:service"], _ => Both }).Select(c => c.Split(':')).Select(c => new ConsentData(c[0], c[1], true))];
}
