using System.Text.Json.Nodes;
using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Clients.Data;

/// <summary>Both clients before and the one that stays after, as the audit says their facts.</summary>
/// <param name="Links">Of the other: to the one that stays, or such as that one has too.</param>
internal sealed record MergedClients(JsonObject Kept, JsonObject Other, JsonObject After, DateTimeOffset OtherSince, int OtherVersion, JsonArray Links);

internal sealed record Merge(Guid Id, Guid ClientId, Guid OtherId, DateTimeOffset At, string By, MergedClients Clients, IReadOnlyDictionary<string, string[]> Moved, DateTimeOffset? UndoneAt)
{
    public string OtherName => MergeTable.NameOf(Clients.Other);
}

internal static class MergeTable
{
    public const string List = "m.id, m.survivor_id, m.merged_id, m.at, m.by, m.clients, m.moved, m.undone_at";

    public const string Insert = "insert into clients.merge(id, survivor_id, merged_id, at, by_id, by, clients, moved) values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// <summary>The client that stays of every merge that stands, through merges of merges; <c>$1</c> are ids of clients that were merged.</summary>
    public const string Survivors =
        """
        with recursive led(id, client_id) as (
          select merged_id, survivor_id from clients.merge where merged_id = any($1) and undone_at is null
          union
          select l.id, m.survivor_id from led l join clients.merge m on m.merged_id = l.client_id and m.undone_at is null
        )
        select l.id, c.id, c.advisor_id from led l join clients.client c on c.id = l.client_id
        """;

    /// <summary>The clients that were merged into <c>$1</c>, and into those.</summary>
    public const string MergedInto =
        """
        with recursive into_it(id) as (
          select merged_id from clients.merge where survivor_id = $1 and undone_at is null
          union
          select m.merged_id from into_it i join clients.merge m on m.survivor_id = i.id and m.undone_at is null
        )
        select id from into_it
        """;

    public const string Links = "select coalesce(jsonb_agg(to_jsonb(l)), '[]')::text from clients.link l where client_id = $1 or other_id = $1";

    public const string LinkAgain = "insert into clients.link select * from jsonb_populate_recordset(null::clients.link, $1) on conflict do nothing";

    public static Merge Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetFieldValue<DateTimeOffset>(3), r.GetString(4), JsonText.Read<MergedClients>(r.GetString(5)),
        JsonText.Read<Dictionary<string, string[]>>(r.GetString(6)), r.Maybe<DateTimeOffset>(7));

    public static string NameOf(JsonObject facts) => ClientFacts.With(new Client(), facts.DeepClone().AsObject()).Name;
}
