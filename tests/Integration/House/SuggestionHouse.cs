using System.Globalization;
using System.Text;
using System.Text.Json;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Integration.House;

/// <summary>A house with a line dropped in as data alone and 160 imported clients who hold of it, of whom one product each was left out; and a line that nobody holds anything of.</summary>
public sealed class SuggestionHouse : HouseFixture
{
    private const int Clients = 160;
    private const int Products = 12;
    private readonly string _plugins = Path.Combine(Path.GetTempPath(), "crosssell-lines-" + Path.GetRandomFileName());

    protected override string Plugins => _plugins;

    internal Actor Advisor { get; private set; } = null!;

    /// <summary>What was left out, by external id of the client.</summary>
    internal Dictionary<string, string> LeftOut { get; } = [];

    internal Dictionary<string, List<string>> Held { get; } = [];

    public override async Task InitializeAsync()
    {
        WriteLine("bank", Products);
        WriteLine("tiny", 2);
        await base.InitializeAsync();
        Advisor = await Person(Role.Advisor, "Bank Advisor");
        var (clients, contracts) = Book(Emails[Advisor.UserId!.Value]);
        (await Send(new ImportClients(Encoding.UTF8.GetBytes(clients), false, true))).Rejected.ShouldBeEmpty();
        (await Send(new ImportContracts(Encoding.UTF8.GetBytes(contracts), false, true))).Rejected.ShouldBeEmpty();
        await Send(new LearnSuggestions());
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_plugins, true);
    }

    /// <summary>Three kinds of clients prefer different products; an attribute tells something of the kind. Everything starts on one day, so that dates say nothing.</summary>
    private (string Clients, string Contracts) Book(string advisor)
    {
        var random = new Random(7);
        var clients = new StringBuilder("external_id,kind,given_name,family_name,advisor,consents,attr.segment\n");
        var contracts = new StringBuilder("external_id,client_external_id,product,held_at,start\n");
        for (var client = 0; client < Clients; client++)
        {
            var kind = client % 3;
            var held = new HashSet<int>();
            while (held.Count < 3 + (client % 2))
            {
                held.Add(random.NextDouble() < 0.8 ? (kind * 4) + random.Next(4) : random.Next(Products));
            }

            var id = $"B{client:000}";
            LeftOut[id] = $"bank/p{held.Last()}";
            Held[id] = [.. held.SkipLast(1).Select(p => $"bank/p{p}")];
            clients.Append(CultureInfo.InvariantCulture, $"{id},person,Given{client},Family{client},{advisor},phone:marketing,{(random.NextDouble() < 0.7 ? kind : random.Next(3))}\n");
            foreach (var product in Held[id])
            {
                contracts.Append(CultureInfo.InvariantCulture, $"{id}-{product[^1]}{product.Length},{id},{product},us,2024-02-01\n");
            }
        }

        return (clients.ToString(), contracts.ToString());
    }

    private void WriteLine(string code, int products)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_plugins, code));
        File.WriteAllText(Path.Combine(folder.FullName, "line.json"), JsonSerializer.Serialize(new
        {
            line = code,
            version = "1.0.0",
            sdk = 1,
            name = new { hu = code, en = code },
            products = Enumerable.Range(0, products).Select(p => new { code = $"p{p}", name = new { hu = $"Termék {p}", en = $"Product {p}" } }),
        }));
    }
}

[CollectionDefinition("suggestions")]
public sealed class SuggestionCollection : ICollectionFixture<SuggestionHouse>;
