using CrossSell.Kernel.Import;

namespace CrossSell.Host.Pages;

/// <summary>The colour an import has in a list.</summary>
internal static class ImportTone
{
    public static string Of(ImportView run) => run.Status switch
    {
        "done" => run.DryRun ? "is-next" : "is-accepted",
        "failed" or "refused" => "is-overdue",
        "queued" or "running" or "stopping" => "is-today",
        _ => "is-next",
    };
}
