using CrossSell.Access.Messages;
using CrossSell.Host.Composition;
using CrossSell.Host.Postgres;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrossSell.Integration.House;

/// <summary>The whole house in this process: real PostgreSQL, silo, jobs, portal and API. Arranged and acted through messages.</summary>
public class HouseFixture : IAsyncLifetime
{
    /// <summary>A Monday morning far from holidays.</summary>
    public static readonly DateTimeOffset Start = new(2026, 9, 14, 7, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "crosssell-test-" + Path.GetRandomFileName());
    private EmbeddedPostgres? _postgres;
    private WebApplication? _app;

    /// <summary>The data folder.</summary>
    public string Folder => _folder;

    /// <summary>What this house is configured with beside what every house is.</summary>
    protected virtual Task<Dictionary<string, string?>> Settings() => Task.FromResult(new Dictionary<string, string?>());

    internal TestClock Clock { get; } = new(Start);

    /// <summary>The folder of product lines.</summary>
    protected virtual string Plugins => Repository.Plugins;

    public IServiceProvider Services => _app!.Services;

    public string ConnectionString => _postgres!.ConnectionString;

    public Uri Address => new(_app!.Urls.First());

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    public Actor Administrator { get; } = Actor.System("test");

    public virtual async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        var settings = new HostSettings(_folder, "http://127.0.0.1:0", false, null, Plugins);
        var configuration = HostConfiguration.Read(settings);
        _postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(_folder, null), TimeProvider.System, NullLogger.Instance, default);
        _app = CrossSellHost.Build(settings, _postgres.ConnectionString, new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection([new("Logging:Level", "Warning"), new("Mail:ReportsFrom", "24")]).AddInMemoryCollection(await Settings()).Build(), Clock,
            services => services.AddSingleton<IUnitWatch, AuditWatch>().AddSingleton<IOutboxHandler, HangingHandler>().AddSingleton<IOutboxHandler, QuickHandler>());
        CrossSellHost.Map(_app);
        Access.Crossing.PlantedDoors.Map(_app);
        await CrossSellHost.Start(_app, settings, default);
    }

    public virtual async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        Directory.Delete(_folder, true);
    }

    public async Task<T> Send<T>(Actor actor, ICommand<T> command, string? key = null)
    {
        await using var scope = Scope(actor, key);
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Send(command);
    }

    public Task<T> Send<T>(ICommand<T> command, string? key = null) => Send(Administrator, command, key);

    public async Task<T> Ask<T>(Actor actor, IQuery<T> query)
    {
        await using var scope = Scope(actor, null);
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Ask(query);
    }

    public Task<T> Ask<T>(IQuery<T> query) => Ask(Administrator, query);

    /// <summary>Counts rows, for what no message tells.</summary>
    public async Task<long> Count(string sql, params object?[] values)
    {
        var database = Services.GetRequiredService<Database>();
        return await database.Single(sql, r => r.GetInt64(0), values, default);
    }

    /// <summary>Changes rows behind the house's back.</summary>
    public async Task Execute(string sql, params object?[] values)
    {
        await using var connection = await Services.GetRequiredService<Database>().Source.OpenConnectionAsync();
        await connection.Execute(sql, values, default);
    }

    /// <summary>A new user, as the portal would see them.</summary>
    public async Task<Actor> Person(Role role, string name, string? team = null)
    {
        var email = $"{name.ToLowerInvariant().Replace(' ', '.')}.{Guid.CreateVersion7():N}@house.example";
        var added = await Send(new AddUser(email, role, name, team, null, "Correct-horse-7"));
        var signed = await Send(new CheckPassword(email, "Correct-horse-7"));
        var actor = await Ask(new ResolveUser(added.Id, signed.Stamp!, "test"));
        Emails[added.Id] = email;
        return actor!;
    }

    /// <summary>The same user, as the portal sees them now.</summary>
    public async Task<Actor> Again(Actor actor)
    {
        var signed = await Send(new CheckPassword(Emails[actor.UserId!.Value], "Correct-horse-7"));
        return (await Ask(new ResolveUser(actor.UserId.Value, signed.Stamp!, "test")))!;
    }

    public Dictionary<Guid, string> Emails { get; } = [];

    /// <summary>Waits until something is so; says who waited for what and what was seen.</summary>
    public static async Task<T> Eventually<T>(string what, Func<Task<T>> look, Func<T, bool> so)
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(60);
        while (true)
        {
            var seen = await look();
            if (so(seen))
            {
                return seen;
            }

            if (TimeProvider.System.GetUtcNow() > until)
            {
                throw new TimeoutException($"Waited 60 s for {what}; last seen: {JsonText.Write(seen)}");
            }

            await Task.Delay(50);
        }
    }

    private AsyncServiceScope Scope(Actor actor, string? key)
    {
        var scope = Services.CreateAsyncScope();
        var call = scope.ServiceProvider.GetRequiredService<CallContext>();
        call.Actor = actor;
        call.IdempotencyKey = key;
        return scope;
    }
}

[CollectionDefinition("house")]
public sealed class HouseCollection : ICollectionFixture<HouseFixture>;

/// <summary>A house of its own for tests that walk through weeks.</summary>
[CollectionDefinition("traces")]
public sealed class TracesCollection : ICollectionFixture<HouseFixture>;

/// <summary>A house of its own for tests in which people come and go and days pass.</summary>
[CollectionDefinition("people")]
public sealed class PeopleCollection : ICollectionFixture<HouseFixture>;
