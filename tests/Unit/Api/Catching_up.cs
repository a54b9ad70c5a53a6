using CrossSell.Host.Jobs;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossSell.Unit.Api;

/// <summary>The scan that was missed while no host ran.</summary>
public sealed class Catching_up
{
    private static readonly BusinessClock Clock = new(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"));

    [Fact]
    public async Task Runs_once_when_the_last_scan_was_yesterday_and_not_when_it_was_today()
    {
        (await Started(new House(Clock.Today.AddDays(-1)))).Scans.ShouldBe(1);
        (await Started(new House(null))).Scans.ShouldBe(1);
        (await Started(new House(Clock.Today))).Scans.ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_is_an_error_in_the_log_and_the_host_serves_on()
    {
        var house = await Started(new House(null) { Failure = new TimeoutException("The server is slow today.") });

        house.Log.ShouldHaveSingleItem().ShouldBe((LogLevel.Error, "The server is slow today."));
    }

    private static async Task<House> Started(House house)
    {
        var services = new ServiceCollection().AddScoped<CallContext>().AddSingleton<IDispatcher>(house).BuildServiceProvider();
        using var scan = new MissedNight(services, Clock, house, house);
        await scan.StartAsync(default);
        house.Start();
        await scan.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20));
        return house;
    }

    private sealed class House(DateOnly? last) : IDispatcher, IHostApplicationLifetime, ILogger<MissedNight>
    {
        private readonly CancellationTokenSource _started = new();

        public Exception? Failure { get; init; }

        public int Scans { get; private set; }

        public List<(LogLevel Level, string? Failure)> Log { get; } = [];

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void Start() => _started.Cancel();

        public void StopApplication() => throw new InvalidOperationException("Nobody may stop the host.");

        public Task<TResult> Send<TResult>(ICommand<TResult> command, CancellationToken ct = default)
        {
            var answer = command is RunScan ? (object)Scanned() : null;
            return Failure is not null && command is RunScan ? Task.FromException<TResult>(Failure) : Task.FromResult((TResult)answer!);
        }

        public Task<TResult> Ask<TResult>(IQuery<TResult> query, CancellationToken ct = default) =>
            Task.FromResult((TResult)(query is GetFigures ? new FigureSheet(FigureTopic.Margin, null, Clock.Today, []) : (object?)last)!);

        public Task Tell(IEvent happened, CancellationToken ct = default) => Task.CompletedTask;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel > LogLevel.Information)
            {
                Log.Add((logLevel, exception?.Message));
            }
        }

        private ScanResult Scanned()
        {
            Scans++;
            return new ScanResult(0, 0, 0, 0, 0);
        }
    }
}
