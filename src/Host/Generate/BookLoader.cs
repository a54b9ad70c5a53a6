using System.Globalization;
using CrossSell.Access.Messages;
using CrossSell.Catalog.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Host.Composition;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;

namespace CrossSell.Host.Generate;

/// <summary>Puts a made-up book straight into an otherwise empty database, piece by piece.</summary>
internal sealed class BookLoader(IServiceProvider services, Action<int>? progress = null)
{
    private const int Piece = 5000;
    private const int AdvisorsPerTeam = 20;

    /// <returns>What was planted, and how many contracts there are.</returns>
    public async Task<(BookTruth Truth, int Contracts, int Advisors)> Load(int clients, int seed, CancellationToken ct)
    {
        var book = new BookMaker(clients, seed, services.GetRequiredService<BusinessClock>().Today, await Products(ct));
        if ((await services.GetRequiredService<IClientDirectory>().ByExternalIds(["G-0000001"], ct)).Count > 0)
        {
            throw new RuleBrokenException("error.alreadyGenerated", "This database holds a generated book already; take an empty data folder.");
        }

        var advisors = await Advisors(book.Advisors, ct);
        var (done, contracts) = (0, 0);
        foreach (var piece in book.Make().Chunk(Piece))
        {
            contracts += await Load(piece, done, advisors, ct);
            done += piece.Length;
            progress?.Invoke(done);
        }

        await Analyze(ct);
        return (book.Truth, contracts, advisors.Count);
    }

    private async Task<int> Load(BookClient[] piece, int before, List<Guid> advisors, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var clients = piece.Select((c, i) => new LoadedClient(Ids.New(now), advisors[(before + i) % advisors.Count], c.Data)).ToList();
        await services.Act(new LoadClients(clients), ct, "generate");
        var contracts = piece.SelectMany((c, i) => c.Contracts.Select(held => held with { Id = Ids.New(now), Data = held.Data with { ClientId = clients[i].Id } })).ToList();
        await services.Act(new LoadContracts(contracts), ct, "generate");
        return contracts.Count;
    }

    private async Task<IReadOnlyList<BookProduct>> Products(CancellationToken ct)
    {
        var catalog = await services.Query(new GetCatalog(), ct, "generate");
        var products = catalog.Products.Values.OrderBy(p => p.Code, StringComparer.Ordinal)
            .Select(p => new BookProduct(p.Code, [.. p.Definition.Variants.Select(v => v.Code)], [.. p.Definition.Fields.Select(f => f.Name)], p.Definition.Term is { Renews: Renewal.Automatically, Months: > 0 } term ? term.Months : null)).ToList();
        return products.Count > 0 ? products : throw new RuleBrokenException("error.noProducts", "The catalog has no products; give the folder of product lines with --plugins.");
    }

    private async Task<List<Guid>> Advisors(int count, CancellationToken ct)
    {
        var made = new List<Guid>(count);
        for (var i = 0; i < count; i++)
        {
            var number = (i + 1).ToString("00000", CultureInfo.InvariantCulture);
            var team = $"Generated {i / AdvisorsPerTeam + 1}";
            if (i % AdvisorsPerTeam == 0)
            {
                await services.Act(new AddUser($"manager-{number}@generated.example", Role.Manager, $"Manager {number}", team), ct, "generate");
            }

            made.Add((await services.Act(new AddUser(BookMaker.AdvisorEmail(i), Role.Advisor, $"Advisor {number}", team), ct, "generate")).Id);
        }

        return made;
    }

    /// <summary>The server's statistics are those of an empty database until somebody looks.</summary>
    private async Task Analyze(CancellationToken ct)
    {
        await using var connection = await services.GetRequiredService<Database>().Source.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "vacuum analyze";
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }
}
