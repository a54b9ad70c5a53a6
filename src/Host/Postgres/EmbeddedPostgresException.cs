namespace CrossSell.Host.Postgres;

/// <summary>The embedded database can't be had, and why.</summary>
internal class EmbeddedPostgresException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Another process has this data folder for itself.</summary>
internal sealed class DataFolderInUseException(string folder, FolderOwner? owner)
    : EmbeddedPostgresException($"{Name(owner)} is running on this data folder: {folder}. Stop it, or choose another folder with --data.")
{
    private static string Name(FolderOwner? owner) => owner switch
    {
        null => "Another process",
        { Serves: true } => $"Another host (process {owner.Process})",
        _ => $"Another command (process {owner.Process})",
    };
}
