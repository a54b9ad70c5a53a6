using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using Npgsql;

namespace CrossSell.Clients.Features.Merge;

/// <summary>Two clients that may become one; both in the actor's scope.</summary>
internal sealed record MergePair(Client Kept, ConsentHistory KeptConsents, Client Other, ConsentHistory OtherConsents)
{
    /// <param name="locking">Both stay as they are until the commit.</param>
    public static async Task<MergePair> Load(NpgsqlConnection connection, Guid kept, Guid other, ClientScope scope, bool locking, CancellationToken ct)
    {
        if (kept == other)
        {
            throw new InvalidInputException("other", "sameClient", "Is the same client.");
        }

        Guid[] ids = [kept, other];
        var found = await connection.Query(
            $"select {ClientTable.List} from clients.client where id = any($1) order by id{(locking ? " for update" : string.Empty)}", ClientTable.Read, [ids], ct);
        var consents = (await connection.Query(ConsentTable.Latest, ConsentTable.Read, [ids], ct)).ToLookup(c => c.ClientId);
        var (first, second) = (Demand(found, kept, scope), Demand(found, other, scope));
        return new MergePair(first, new ConsentHistory(consents[kept]), second, new ConsentHistory(consents[other]));
    }

    private static Client Demand(List<Client> found, Guid id, ClientScope scope) =>
        found.Find(c => c.Id == id && scope.Allows(c.AdvisorId)) ?? throw new NotFoundException("client", id);

    public Client Merged(IReadOnlyList<string>? take)
    {
        var unknown = (take ?? []).Except(Merging.Fields).ToList();
        return unknown.Count == 0
            ? Merging.Of(Kept, Other, take ?? Merging.Proposed(Kept, Other))
            : throw new InvalidInputException([new FieldFault("take", "notOneOf", $"Must be of: {string.Join(", ", Merging.Fields)}.", ("words", string.Join(", ", Merging.Fields)))]);
    }

    public ConsentHistory Consents(DateTimeOffset now) => Merging.Stricter(Kept.Id, KeptConsents, OtherConsents, Kept.DoNotContact || Other.DoNotContact, now);
}
