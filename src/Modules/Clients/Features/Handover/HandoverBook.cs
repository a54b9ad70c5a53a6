using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Handover;
using Npgsql;

namespace CrossSell.Clients.Features.Handover;

/// <summary>A book to be divided, those who could take it, and how much of what each would get.</summary>
internal sealed class HandoverBook(IEnumerable<IHandsOver> others, IKnowsRoom room, IPeople people)
{
    /// <param name="only">Only these; everything of the person's when none.</param>
    public static Task<List<BookClient>> Read(NpgsqlConnection connection, Guid person, Guid[]? only, CancellationToken ct) => connection.Query(
        """
        select c.id, c.name, coalesce(c.city, ''),
          coalesce((select split_part(k.product, '/', 1) from portfolio.pub_contract k where k.client_id = c.id and k.status = 'live' group by 1 order by count(*) desc, 1 limit 1), ''),
          (select count(*)::int from worklist.pub_task t where t.client_id = c.id and t.status = 'open')
        from clients.client c where c.advisor_id = $1 and ($2::uuid[] is null or c.id = any($2)) order by c.name, c.id
        """,
        r => new BookClient(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4)), [person, only], ct);

    public async Task<IReadOnlyDictionary<Guid, Guid>> Divide(IReadOnlyList<BookClient> book, IReadOnlyList<Guid> to, HandoverRule rule, CancellationToken ct)
    {
        var free = await room.Room(to, ct);
        return BookSplit.Among(book, [.. to.Select(p => new Receiver(p, free.GetValueOrDefault(p)))], rule);
    }

    /// <summary>What goes to whom, by kind; what is of no client of the person's own is counted in the sum alone.</summary>
    public async Task<IReadOnlyList<HandoverShare>> Shares(NpgsqlConnection connection, Guid person, IReadOnlyDictionary<Guid, Guid> split, IReadOnlyList<Guid> to, bool introduce, CancellationToken ct)
    {
        var known = await people.ById(to, ct);
        var free = await room.Room(to, ct);
        var shares = new List<HandoverShare>();
        foreach (var receiver in to)
        {
            var clients = split.Where(s => s.Value == receiver).Select(s => s.Key).ToArray();
            shares.Add(new HandoverShare(Of(known[receiver]), await Count(connection, new WorkOf(person, clients) { Introduce = introduce }, ct), free.GetValueOrDefault(receiver)));
        }

        return shares;
    }

    public async Task<IReadOnlyDictionary<string, int>> Count(NpgsqlConnection connection, WorkOf of, CancellationToken ct)
    {
        var counts = new Dictionary<string, int>();
        foreach (var other in others)
        {
            foreach (var (kind, count) in await other.Count(connection, of, ct))
            {
                counts[kind] = counts.GetValueOrDefault(kind) + count;
            }
        }

        return counts;
    }

    public static HandoverPerson Of(Person person) => new(person.Id, person.Email, person.Name);
}
