using System.Globalization;
using System.Text;

namespace CrossSell.Host.Demo;

/// <summary>Makes the 150 clients: fifty for each advisor, of whom every sixth is a company and ten speak English.</summary>
internal sealed class DemoClients(DateOnly today)
{
    public const int Count = 150;
    private const int EveryCompany = 6;
    private const int EveryEnglish = 15;

    private static readonly string[] Both = ["phone:marketing", "phone:service", "email:marketing", "email:service"];
    private static readonly string[] ServiceOnly = ["phone:service", "email:service"];
    private static readonly string[] PhoneOnly = ["phone:marketing", "phone:service"];

    private readonly DemoChance _chance = new(1867);
    private readonly HashSet<string> _names = [];

    public IReadOnlyList<DemoClient> Make() => [.. Enumerable.Range(0, Count).Select(Make)];

    private DemoClient Make(int index)
    {
        var company = index % EveryCompany == EveryCompany - 1;
        var english = !company && index % EveryEnglish == 3;
        var (given, family) = english ? DemoNames.English[index / EveryEnglish] : Person();
        var name = company ? DemoNames.Companies[index / EveryCompany] : null;
        var (postalCode, city) = _chance.One(DemoPlaces.Towns);
        return new DemoClient(
            string.Create(CultureInfo.InvariantCulture, $"D-{index + 1:0000}"),
            company,
            given,
            family,
            name,
            company ? null : today.AddYears(-_chance.Between(19, 81)).AddDays(-_chance.Between(1, 360)),
            company ? TaxNumber() : null,
            index % 12 == 7 ? null : Email(given, family, name),
            Phone(company),
            postalCode,
            city,
            $"{_chance.One(DemoPlaces.Streets)} {_chance.Between(1, 98)}.",
            english ? "en" : "hu",
            DemoAccounts.Advisors[index % DemoAccounts.Advisors.Count],
            Tags(company),
            Consents(index));
    }

    private (string Given, string Family) Person()
    {
        while (true)
        {
            var (given, family) = (_chance.One(_chance.In(52) ? DemoNames.Women : DemoNames.Men), _chance.One(DemoNames.Family));
            if (given != family && _names.Add(given + family))
            {
                return (given, family);
            }
        }
    }

    private string Phone(bool company) => company || _chance.In(8)
        ? "+361" + _chance.Between(2, 4) + _chance.Digits(6)
        : "+36" + _chance.One(["20", "30", "30", "70"]) + _chance.Between(2, 9) + _chance.Digits(6);

    private string Email(string given, string family, string? company)
    {
        if (company is not null)
        {
            return $"iroda@{Plain(string.Join("-", company.Split(' ').SkipLast(1)))}.example";
        }

        var domain = _chance.One(["posta.example", "level.example", "drotposta.example"]);
        return $"{Plain(family)}.{Plain(given)}@{domain}";
    }

    /// <summary>Eight digits of which the last checks the others, the kind of taxpayer, the county.</summary>
    private string TaxNumber()
    {
        var root = _chance.Between(1, 2) + _chance.Digits(6);
        int[] weights = [9, 7, 3, 1, 9, 7, 3];
        var check = (10 - root.Select((c, i) => (c - '0') * weights[i]).Sum() % 10) % 10;
        return $"{root}{check}-2-{_chance.One(["41", "42", "43", "13", "08", "06"])}";
    }

    private string[] Tags(bool company)
    {
        var tags = new List<string>();
        if (_chance.In(7))
        {
            tags.Add("vip");
        }

        if (!company && _chance.In(22))
        {
            tags.Add("family");
        }

        return [.. tags];
    }

    /// <summary>Four in a hundred never consented to anything.</summary>
    private static string Consents(int index) => string.Join('|', (index % 25) switch
    {
        19 => [],
        4 or 11 or 16 => ServiceOnly,
        8 or 22 => PhoneOnly,
        _ => Both,
    });

    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => char.IsAsciiLetter(c) || c == '-')).ToLowerInvariant();
}
