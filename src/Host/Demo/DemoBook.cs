using CrossSell.Access.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Demo;

/// <summary>
/// Fills an empty database with a book to try things on: 150 clients, 600 contracts, what came before them, six people of the house.
/// A start that was broken off is taken up again; a database that holds anything else is left alone.
/// </summary>
internal static class DemoBook
{
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

        var contracts = (await Ask(services, new ListContracts(null, null, null, null, DemoContracts.PerClient * DemoClients.Count), ct)).Items;
        if (contracts.All(c => c.Status == "ended"))
        {
            await new DemoFilling(services, DemoRecipe.Read(plugins)).Fill(contracts.Count > 0, ct);
        }

        return DemoAccounts.All;
    }

    public static async Task<TResult> Send<TResult>(IServiceProvider services, ICommand<TResult> command, CancellationToken ct, UserItem? by = null)
    {
        await using var scope = Scope(services, by);
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Send(command, ct);
    }

    public static async Task<TResult> Ask<TResult>(IServiceProvider services, IQuery<TResult> query, CancellationToken ct)
    {
        await using var scope = Scope(services);
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Ask(query, ct);
    }

    /// <param name="by">Whose work it was; else that of the house.</param>
    private static AsyncServiceScope Scope(IServiceProvider services, UserItem? by = null)
    {
        var scope = services.CreateAsyncScope();
        var house = Actor.System("demo");
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = by is null ? house : house with { UserId = by.Id, Name = by.Name };
        return scope;
    }
}
