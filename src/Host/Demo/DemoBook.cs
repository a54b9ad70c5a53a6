using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Demo;

/// <summary>
/// Fills an empty database with a book to try things on: 150 clients, 600 contracts, six people of the house.
/// A start that was broken off is taken up again; a database that holds anything else is left alone.
/// </summary>
internal static class DemoBook
{
    /// <summary>Places in the book of two clients who asked to be left alone.</summary>
    private static readonly int[] LeftAlone = [72, 120];

    /// <returns>The accounts; none when the database holds another book.</returns>
    public static async Task<IReadOnlyList<DemoAccount>> Fill(IServiceProvider services, string plugins, CancellationToken ct)
    {
        var users = await Ask(services, new ListUsers(), ct);
        var known = users.Select(u => u.Email).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (known.Except(DemoAccounts.All.Select(a => a.Email)).Any())
        {
            return [];
        }

        foreach (var account in DemoAccounts.All.Where(a => !known.Contains(a.Email)))
        {
            await Send(services, new AddUser(account.Email, account.Role, account.Name, account.Team, account.Phone, account.Password), ct);
        }

        if ((await Ask(services, new ListContracts(null, null, null, null, 1), ct)).Items.Count == 0)
        {
            await FillBook(services, DemoRecipe.Read(plugins), ct);
        }

        return DemoAccounts.All;
    }

    private static async Task FillBook(IServiceProvider services, DemoRecipe recipe, CancellationToken ct)
    {
        var today = services.GetRequiredService<BusinessClock>().Today;
        var clients = new DemoClients(today).Make();
        var clientFile = new DemoFile(DemoClient.Columns);
        foreach (var client in clients)
        {
            clientFile.Add(client.Row());
        }

        Whole(await Send(services, new ImportClients(clientFile.ToBytes(), DryRun: false, AllOrNothing: true), ct));
        foreach (var client in LeftAlone.Select(i => clients[i]))
        {
            await LeaveAlone(services, client, ct);
        }

        var contractFile = new DemoFile(DemoContract.Columns(recipe));
        foreach (var contract in new DemoContracts(today, recipe).Make(clients))
        {
            contractFile.Add(contract.Row());
        }

        Whole(await Send(services, new ImportContracts(contractFile.ToBytes(), DryRun: false, AllOrNothing: true), ct));
    }

    private static async Task LeaveAlone(IServiceProvider services, DemoClient client, CancellationToken ct)
    {
        var found = await services.GetRequiredService<IClientDirectory>().ByExternalIds([client.ExternalId], ct);
        await Send(services, new StopContact(found[client.ExternalId].Id, "demo"), ct);
    }

    private static void Whole(ImportReport report)
    {
        if (report.Rejected is [var first, ..])
        {
            throw new InvalidOperationException(
                $"The demo book could not be filled: {report.Rejected.Count} {report.Kind} were refused, the first in line {first.Line}: {first.Reason} It needs the product lines that {DemoRecipe.File} names.");
        }
    }

    private static async Task<TResult> Send<TResult>(IServiceProvider services, ICommand<TResult> command, CancellationToken ct)
    {
        await using var scope = Scope(services);
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Send(command, ct);
    }

    private static async Task<TResult> Ask<TResult>(IServiceProvider services, IQuery<TResult> query, CancellationToken ct)
    {
        await using var scope = Scope(services);
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Ask(query, ct);
    }

    private static AsyncServiceScope Scope(IServiceProvider services)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = Actor.System("demo");
        return scope;
    }
}
