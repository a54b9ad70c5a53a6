using System.Text.Json;
using CrossSell.Clients.Messages;
using CrossSell.Host.Composition;
using CrossSell.Host.Postgres;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace CrossSell.Browser;

/// <summary>The demo book served in this process, and Debian's Chromium to look at it.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "crosssell-browser-" + Path.GetRandomFileName());
    private EmbeddedPostgres? _postgres;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address => _app!.Urls.First();

    public string Folder => _folder;

    /// <summary>Acts as the house itself, for what people can't do in a window.</summary>
    public Task<T> Send<T>(ICommand<T> command) => _app!.Services.Act(command, default, "test");

    public Task<T> Ask<T>(IQuery<T> query) => _app!.Services.Query(query, default, "test");

    /// <summary>Not every client of the demo book has an e-mail address.</summary>
    public async Task<bool> CanBeMailed(Guid client) => (await Ask(new GetClient(client))).Email is not null;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        var settings = new HostSettings(_folder, "http://127.0.0.1:0", true, null, Path.Combine(Root, "plugins"));
        var configuration = new ConfigurationBuilder().AddConfiguration(HostConfiguration.Read(settings)).AddInMemoryCollection([new("Logging:Level", "Warning")]).Build();
        _postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(_folder, null), TimeProvider.System, NullLogger.Instance, default);
        _app = CrossSellHost.Build(settings, _postgres.ConnectionString, configuration, TimeProvider.System);
        CrossSellHost.Map(_app);
        await CrossSellHost.Start(_app, settings, default);
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
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

    /// <summary>A fresh browser profile, as a new person at a new machine.</summary>
    public async Task<IPage> Open(string language, int width = 1440)
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = Address, Locale = language == "en" ? "en-GB" : "hu-HU", ViewportSize = new() { Width = width, Height = 900 }, AcceptDownloads = true });
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }

    public async Task<IPage> SignedIn(string language, string email, string password, int width = 1440)
    {
        var page = await Open(language, width);
        await page.GotoAsync("/SignIn");
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", password);
        await page.PressAsync("#password", "Enter");
        await page.WaitForURLAsync(url => !url.Contains("/SignIn", StringComparison.Ordinal));
        return page;
    }

    /// <summary>What the portal says, by key.</summary>
    public static IReadOnlyDictionary<string, string> Texts(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Root, "src", "Host", "Texts", $"portal.{language}.json")))!;

    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "CrossSell.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No CrossSell.sln above the tests."));
}
