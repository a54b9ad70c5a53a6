using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Worklist.Messages;
using Npgsql;

namespace CrossSell.Offers.Features;

/// <summary>Opens many offers in the unit of work in progress: the scan and campaigns.</summary>
internal sealed class OfferOpener(IUnitOfWork unit, IDispatcher dispatcher, BusinessClock clock)
{
    public static async Task<HashSet<Guid>> Insert(NpgsqlConnection connection, IReadOnlyList<OfferView> offers, CancellationToken ct)
    {
        var (sql, values) = OfferSql.Insert(offers, skipTaken: true);
        return offers.Count == 0 ? [] : [.. await connection.Query(sql, r => r.GetGuid(0), values, ct)];
    }

    /// <summary>What an open offer needs beside its row: process, task, audit, and that live copies read it.</summary>
    public async Task Follow(IReadOnlyList<OpenedOffer> opened, CatalogSnapshot catalog, CancellationToken ct)
    {
        if (opened.Count == 0)
        {
            return;
        }

        var clients = opened.Select(o => o.Offer.ClientId).Distinct().ToArray();
        unit.MoveClients(clients);
        unit.Touch(clients);
        unit.Audit([.. opened.Select(o => Said(o, catalog))]);
        await dispatcher.Send(
            new StartProcesses([.. opened
                .Where(o => catalog.Product(o.Offer.Product)?.Process is not null)
                .Select(o => new NewProcess(Ids.New(clock.Now), catalog.Product(o.Offer.Product)!.Process!, OfferTask.Subject(o.Offer, catalog, o.Language, o.Old, clock.Today)))]),
            ct);
        await dispatcher.Send(new OpenTasks([.. opened.Select(o => OfferTask.Of(o.Offer, catalog, clock.Now))]), ct);
    }

    private static AuditDraft Said(OpenedOffer opened, CatalogSnapshot catalog)
    {
        var said = ClientWriter.Opened(opened.Offer, catalog, opened.Old?.Expiry);
        return opened.Cause is { } cause ? said with { Cause = cause } : said;
    }
}

/// <param name="Old">The expiring contract it grew from.</param>
/// <param name="Cause">What opened it, where neither a rule nor a contract did.</param>
internal sealed record OpenedOffer(OfferView Offer, string Language, ContractSold? Old, string? Cause = null);
