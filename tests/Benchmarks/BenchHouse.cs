using System.Net;
using System.Text.RegularExpressions;
using CrossSell.Host.Composition;
using CrossSell.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CrossSell.Benchmarks;

/// <summary>The house as it is served, without its outbox, on a database of its own.</summary>
internal static partial class BenchHouse
{
    /// <summary>Of who is added to look at pages.</summary>
    public const string Password = "Correct-horse-7";

    public static Task<WebApplication> Start(string folder, string connectionString, params KeyValuePair<string, string?>[] with) => Start(folder, connectionString, null, with);

    /// <param name="plugins">The folder of product lines; the usual one when not given.</param>
    public static async Task<WebApplication> Start(string folder, string connectionString, string? plugins, params KeyValuePair<string, string?>[] with)
    {
        var settings = new HostSettings(folder, "http://127.0.0.1:0", false, null, plugins);
        var configuration = new ConfigurationBuilder().AddConfiguration(HostConfiguration.Read(settings))
            .AddInMemoryCollection([new("Logging:Level", "Warning"), new("Outbox:Enabled", "false"), .. with]).Build();
        var app = CrossSellHost.Build(settings, connectionString, configuration, TimeProvider.System);
        CrossSellHost.Map(app);
        await CrossSellHost.Start(app, settings, default);
        return app;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Says that the expiries were looked for: opening offers for a whole new book is not what is measured here.</summary>
    public static async Task Scanned(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        if ((await connection.Query("select to_regclass('offers.scan') is not null", r => r.GetBoolean(0), [], default))[0])
        {
            await connection.Execute(
                "insert into offers.scan(id, as_of, at, opened, already_covered, not_allowed, missing, opened_by_rule) values ($1, current_date + 1, now(), 0, 0, 0, 0, 0)", [Guid.CreateVersion7()], default);
        }
    }

    /// <summary>The portal as somebody sees it who has signed in.</summary>
    public static async Task<HttpClient> SignedIn(Uri address, string email)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        var token = Antiforgery().Match(await http.GetStringAsync("/SignIn")).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("email", email), new("password", Password), new("__RequestVerificationToken", token)]);
        using var answer = await http.PostAsync(new Uri("/SignIn", UriKind.Relative), form);
        return answer.RequestMessage!.RequestUri!.AbsolutePath != "/SignIn" ? http : throw new InvalidOperationException("Signing in led nowhere.");
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}
