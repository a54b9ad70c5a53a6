using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace CrossSell.Integration.Durability;

/// <summary>The host as a process of its own, to be killed.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "CrossSell.Host.dll");
    private readonly string _data;
    private readonly string? _database;
    private readonly Process _process;

    private HostProcess(string data, string? database, Process process, Uri address)
    {
        _data = data;
        _database = database;
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static Task<HostProcess> Start(string data, string now, params string[] more) => StartOn(null, data, now, more);

    /// <param name="database">Where it keeps its data; none for the PostgreSQL it brings along, which dies with it.</param>
    public static async Task<HostProcess> StartOn(string? database, string data, string now, params string[] more)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var process = Launch(["serve", "--data", data, "--urls", address.ToString(), "--now", now, "--plugins", House.Repository.Plugins, .. more], database);
        _ = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEndAsync();
        using var http = new HttpClient { BaseAddress = address };
        for (var waited = 0; ; waited++)
        {
            if (await IsReady(http))
            {
                return new HostProcess(data, database, process, address);
            }

            if (process.HasExited || waited > 600)
            {
                process.Kill(true);
                throw new TimeoutException($"Waited {waited / 10} s for the host to be ready; it said: {await said}");
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Runs a verb of the command line beside or without the host.</summary>
    public static Task<(int Code, string Output)> Run(params string[] arguments) => RunOn(null, arguments);

    public static async Task<(int Code, string Output)> RunOn(string? database, params string[] arguments)
    {
        using var process = Launch(arguments, database);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    public HttpClient Client(string token)
    {
        var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public async Task<string> Token(string email)
    {
        var (code, output) = await RunOn(_database, "token", "create", "--user", email, "--data", _data);
        code.ShouldBe(0, output);
        return output.Trim();
    }

    /// <summary>kill -9: nothing is flushed, nothing is said.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await term.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Launch(IEnumerable<string> arguments, string? database)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Assembly))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Test";
        if (database is not null)
        {
            start.Environment["ConnectionStrings__CrossSell"] = database;
        }

        return Process.Start(start)!;
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("health/ready")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

internal static class Json
{
    public static async Task<JsonElement> Get(this HttpClient http, string path) => await http.GetFromJsonAsync<JsonElement>("api/v1/" + path);
}
