using System.Diagnostics;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Documents.Features;

/// <summary>Turns a Word file into PDF by LibreOffice where it is installed: one at a time, in a folder and a profile of its own, within half a minute.</summary>
internal sealed class PdfConverter : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly string? _program = Find();

    public bool IsThere => _program is not null;

    public async Task<FileContent> Convert(FileContent word, CancellationToken ct)
    {
        if (_program is null)
        {
            throw new RuleBrokenException("error.noPdf", "PDF needs LibreOffice, which is not installed here. Download the Word file instead.");
        }

        await _turn.WaitAsync(ct);
        var folder = Directory.CreateTempSubdirectory("crosssell-pdf-").FullName;
        try
        {
            var source = Path.Combine(folder, "document.docx");
            await File.WriteAllBytesAsync(source, word.Content, ct);
            await Run(folder, source, ct);
            var made = Path.Combine(folder, "document.pdf");
            return File.Exists(made)
                ? new FileContent(Path.ChangeExtension(word.FileName, ".pdf"), "application/pdf", await File.ReadAllBytesAsync(made, ct))
                : throw new RuleBrokenException("error.pdfFailed", "LibreOffice could not turn this file into PDF. Download the Word file instead.");
        }
        finally
        {
            Directory.Delete(folder, true);
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task Run(string folder, string source, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        using var process = Process.Start(new ProcessStartInfo(_program!)
        {
            ArgumentList = { "--headless", "--norestore", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", folder, source },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new RuleBrokenException("error.pdfFailed", "LibreOffice took too long to turn this file into PDF. Download the Word file instead.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "soffice", "libreoffice" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
