using CrossSell.Clients.Messages;

namespace CrossSell.Clients.Domain;

/// <summary>A client as far as dividing a book is concerned.</summary>
/// <param name="Line">The product line they hold most of.</param>
/// <param name="Work">How much is open with them.</param>
internal sealed record BookClient(Guid Id, string Name, string Town, string Line, int Work);

/// <param name="Room">How many clients they have room to call in the weeks to come.</param>
internal sealed record Receiver(Guid Id, int Room);

/// <summary>Divides a book among colleagues; every client goes to exactly one, and the same question has the same answer.</summary>
internal static class BookSplit
{
    public static IReadOnlyDictionary<Guid, Guid> Among(IReadOnlyList<BookClient> book, IReadOnlyList<Receiver> receivers, HandoverRule rule) => rule switch
    {
        HandoverRule.Town => ByGroups(book, receivers, c => c.Town),
        HandoverRule.Line => ByGroups(book, receivers, c => c.Line),
        HandoverRule.Load => ByLoad(book, receivers),
        _ => ByNumber(book, receivers),
    };

    /// <summary>By turns in the order of names: nobody gets more than one client more than another.</summary>
    private static Dictionary<Guid, Guid> ByNumber(IReadOnlyList<BookClient> book, IReadOnlyList<Receiver> receivers) =>
        InOrder(book).Select((c, i) => (c.Id, To: receivers[i % receivers.Count].Id)).ToDictionary(p => p.Id, p => p.To);

    /// <summary>
    /// Whoever belongs together stays together where that is fair: the largest group first, each to whom most is missing from their share. What is more than a share is divided,
    /// in the order of names; who belongs to no group fills up.
    /// </summary>
    private static Dictionary<Guid, Guid> ByGroups(IReadOnlyList<BookClient> book, IReadOnlyList<Receiver> receivers, Func<BookClient, string> group)
    {
        var shares = Shares(book.Count, receivers);
        int[] missing = [.. shares];
        var split = new Dictionary<Guid, Guid>();
        foreach (var together in Groups(book, group))
        {
            for (var placed = 0; placed < together.Length;)
            {
                var to = Array.IndexOf(missing, missing.Max());
                var takes = placed == 0 && together.Length <= shares[to] ? together.Length : Math.Min(together.Length - placed, missing[to]);
                foreach (var client in together.AsSpan(placed, takes))
                {
                    split[client.Id] = receivers[to].Id;
                }

                missing[to] -= takes;
                placed += takes;
            }
        }

        return split;
    }

    /// <summary>The largest first; who belongs to none is a group of one, at the end.</summary>
    private static IEnumerable<BookClient[]> Groups(IReadOnlyList<BookClient> book, Func<BookClient, string> group)
    {
        var groups = InOrder(book).ToLookup(c => group(c).Trim().ToUpperInvariant());
        return groups.Where(g => g.Key.Length > 0).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray())
            .Concat(groups[string.Empty].Select(c => new[] { c }));
    }

    /// <summary>How many of so many clients are each receiver's: by their room, equal when nobody has any.</summary>
    public static int[] Shares(int clients, IReadOnlyList<Receiver> receivers)
    {
        var rooms = receivers.Select(r => (long)r.Room).ToArray();
        if (rooms.Sum() == 0)
        {
            Array.Fill(rooms, 1);
        }

        var (all, shares) = (rooms.Sum(), new int[rooms.Length]);
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = (int)(clients * rooms[i] / all);
        }

        var rest = clients - shares.Sum();
        foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => clients * rooms[i] % all).Take(rest))
        {
            shares[i]++;
        }

        return shares;
    }

    /// <summary>Those with most to do first, each to whom has most room left; who has nothing to do goes where fewest are.</summary>
    private static Dictionary<Guid, Guid> ByLoad(IReadOnlyList<BookClient> book, IReadOnlyList<Receiver> receivers)
    {
        var room = receivers.ToDictionary(r => r.Id, r => r.Room);
        var clients = receivers.ToDictionary(r => r.Id, _ => 0);
        var split = new Dictionary<Guid, Guid>();
        foreach (var client in InOrder(book).OrderByDescending(c => c.Work))
        {
            var to = (client.Work > 0 ? receivers.MaxBy(r => (room[r.Id], -clients[r.Id]))! : receivers.MinBy(r => (clients[r.Id], -room[r.Id]))!).Id;
            room[to] -= client.Work;
            clients[to]++;
            split[client.Id] = to;
        }

        return split;
    }

    private static IEnumerable<BookClient> InOrder(IReadOnlyList<BookClient> book) => book.OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Id);
}
