namespace CrossSell.Kernel.Data;

/// <summary>Tells every host, after the commit, which clients changed, so that live copies reload.</summary>
public static class ClientsTouched
{
    public const string Channel = "clients_touched";

    /// <summary>The payload when too many clients changed to name them.</summary>
    public const string Everybody = "*";

    private const int MostNamed = 200;

    internal static SqlWrite Write(IReadOnlyCollection<Guid> clients) =>
        new("select pg_notify($1, $2)", Channel, clients.Count > MostNamed ? Everybody : string.Join(',', clients));
}
