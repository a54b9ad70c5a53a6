using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Kernel.Import;

/// <summary>Imports come one after the other, so that none sees half of another.</summary>
public static class ImportLock
{
    private const long Key = 7_215_010;

    public static Task Take(NpgsqlConnection connection, CancellationToken ct) => connection.Execute("select pg_advisory_xact_lock($1)", [Key], ct);
}
