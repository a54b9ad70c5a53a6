using CrossSell.Clients.Messages;
using CrossSell.Host.Demo;
using CrossSell.Kernel;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Generate;

/// <summary>Made-up contracts: how old, how long, what they end in.</summary>
internal sealed class BookContracts(DemoChance chance, DateOnly today)
{
    private static readonly string[] Providers = ["Borostyán Biztosító", "Szélkakas Biztosító", "Holdfény Biztosító", "Kerecsen Biztosító", "Vízimalom Bank", "Ezüsthíd Bank"];

    public IReadOnlyList<LoadedContract> Of(ClientData client, IReadOnlyList<BookProduct> products) => [.. products.Select((p, i) => One(client, p, i))];

    private LoadedContract One(ClientData client, BookProduct product, int number)
    {
        var (start, expiry, live) = Term();
        var here = chance.In(55);
        var data = new ContractData(
            $"{client.ExternalId}-{number + 1}", null, chance.Between(1, 1000) == 1 ? product.Code + "-old" : product.Code, product.Variants.Count == 0 ? null : chance.One(product.Variants),
            here ? "us" : "elsewhere", here ? null : chance.One(Providers), here ? $"CS-{start.Year}-{chance.Digits(7)}" : $"{chance.Letters(2)} {chance.Digits(4)}-{chance.Digits(4)}",
            start, expiry, null, new PriceData(chance.Rounded(4_000, 180_000, 100), "HUF", chance.One(["year", "year", "month", "quarter"])), Fields(client, product));
        return new LoadedContract(Guid.Empty, live, data);
    }

    private (DateOnly Start, DateOnly? Expiry, bool Live) Term()
    {
        var years = chance.Between(1, 100) switch { <= 31 => 0, <= 56 => 1, <= 71 => 2, <= 81 => 3, _ => chance.Between(4, 12) };
        var start = today.AddYears(-years).AddDays(-chance.Between(0, 364));
        var months = chance.Between(1, 100) switch { <= 80 => 12, <= 90 => chance.Between(1, 10) * 12, <= 95 => chance.Between(10, 30) * 12, _ => 1 };
        if (months == 12 && chance.In(25))
        {
            start = new DateOnly(start.Year, 1, 1);
        }

        var live = Enumerable.Range(0, years).All(_ => !chance.In(12));
        var end = start.AddMonths(months);
        while (live && end <= today)
        {
            end = end.AddMonths(months);
        }

        return chance.Between(1, 200) switch
        {
            <= 2 => (start, null, live),
            3 => (start, start.AddDays(-chance.Between(1, 400)), live),
            _ => (start, end, live),
        };
    }

    private Dictionary<string, string> Fields(ClientData client, BookProduct product)
    {
        var fields = new Dictionary<string, string>();
        foreach (var field in product.Fields)
        {
            var value = field switch
            {
                "plate" => chance.In(40) ? $"AA{chance.Letters(2)}-{chance.Digits(3)}" : $"{chance.Letters(3)}-{chance.Digits(3)}",
                "loanNumber" => "H-" + chance.Digits(8),
                "accountNumber" => $"11700000-{chance.Digits(8)}-00000000",
                "propertyAddress" => $"{client.Address!.PostalCode} {client.Address.City}, {client.Address.Street}",
                _ => null,
            };
            if (value is not null)
            {
                fields[field] = value;
            }
        }

        return fields;
    }
}
