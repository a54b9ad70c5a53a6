using System.ComponentModel;
using System.Diagnostics;

namespace CrossSell.Host.Postgres;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    public const int NotFound = 127;

    public static async Task<(int Code, string Output)> Run(IReadOnlyList<string> command, CancellationToken ct)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            return await ToItsEnd(process, ct);
        }
        catch (Win32Exception missing)
        {
            return (NotFound, missing.Message);
        }
    }

    public static async Task Demand(IReadOnlyList<string> command, CancellationToken ct)
    {
        var (code, output) = await Run(command, ct);
        if (code != 0)
        {
            throw new EmbeddedPostgresException($"{command[0]} failed (exit code {code}): {output.Trim()}");
        }
    }

    private static async Task<(int Code, string Output)> ToItsEnd(Process process, CancellationToken ct)
    {
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var error = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
