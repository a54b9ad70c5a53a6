using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Kernel;

/// <summary>The watch stands behind every test that runs the house; here it is shown to see.</summary>
[Collection("house")]
public sealed class Every_change(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Without_an_audit_entry_is_found_whether_written_in_a_batch_or_on_a_connection()
    {
        var client = await _given.Client(await house.Person(Role.Advisor, "Silent"));

        (await Should.ThrowAsync<InvalidOperationException>(() => InUnit(unit =>
        {
            unit.Write("update clients.client set city = 'Nowhere' where id = $1", client.Id);
            return Task.CompletedTask;
        }))).Message.ShouldContain("clients.client");
        (await Should.ThrowAsync<InvalidOperationException>(() => InUnit(async unit =>
            await (await unit.Connection(default)).Execute("update clients.client set city = 'Nowhere' where id = $1", [client.Id], default)))).Message.ShouldContain("clients.client");
    }

    [Fact]
    public async Task With_an_entry_passes()
    {
        var client = await _given.Client(await house.Person(Role.Advisor, "Said"));

        await InUnit(unit =>
        {
            unit.Write("update clients.client set city = city where id = $1", client.Id);
            unit.Audit(new AuditDraft("test.said", "client", client.Id, client.Id, null, null));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void Is_watched_in_every_table_of_every_module_but_those_with_a_stated_reason()
    {
        var contexts = AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name!.StartsWith("CrossSell.", StringComparison.Ordinal))
            .SelectMany(a => a.GetTypes()).Where(t => typeof(ModuleDbContext).IsAssignableFrom(t) && !t.IsAbstract).ToList();
        using var scope = house.Services.CreateScope();
        var tables = contexts.SelectMany(c => ((ModuleDbContext)scope.ServiceProvider.GetRequiredService(c)).Model.GetEntityTypes()).Select(e => $"{e.GetSchema()}.{e.GetTableName()}").ToList();
        tables.Count.ShouldBeGreaterThan(25);

        AuditWatch.Exceptions.Keys.Except(tables).ShouldBeEmpty();
        tables.Select(t => AuditWatch.Written($"insert into {t}(id) values (1)").Single()).ShouldBe(tables);
    }

    private async Task InUnit(Func<IUnitOfWork, Task> act)
    {
        await using var scope = house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = house.Administrator;
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        using var _ = unit.Begin();
        await act(unit);
        await unit.Commit(default);
    }
}
