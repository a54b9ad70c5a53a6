using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CsCheck;

namespace CrossSell.Unit.Clients;

/// <summary>A handover divides a book among colleagues: nobody is lost, nobody is given twice.</summary>
public sealed class Dividing_a_book
{
    private static readonly string[] Towns = ["Budapest", "Szeged", " szeged", "Pécs", string.Empty];
    private static readonly string[] Lines = ["insurance", "lending", string.Empty];

    private static readonly (HandoverRule Rule, Func<BookClient, string> Group)[] Groupings = [(HandoverRule.Town, c => c.Town.Trim().ToUpperInvariant()), (HandoverRule.Line, c => c.Line)];

    private static readonly Gen<BookClient> AnyClient =
        from name in Gen.Char['a', 'z'].Array[1, 6]
        from town in Gen.Int[0, 4].Select(i => Towns[i])
        from line in Gen.Int[0, 2].Select(i => Lines[i])
        from work in Gen.Int[0, 9]
        from id in Gen.Guid
        select new BookClient(id, new string(name), town, line, work);

    private static readonly Gen<(List<BookClient> Book, List<Receiver> To)> Any =
        from book in AnyClient.List[0, 60]
        from to in Gen.Select(Gen.Guid, Gen.Int[0, 40], (id, room) => new Receiver(id, room)).List[1, 5]
        select (book.DistinctBy(c => c.Id).ToList(), to.DistinctBy(t => t.Id).ToList());

    [Fact]
    public void Gives_every_client_to_exactly_one_of_those_named_by_every_rule() => Any.Sample(any =>
    {
        foreach (var rule in Enum.GetValues<HandoverRule>())
        {
            var split = BookSplit.Among(any.Book, any.To, rule);
            split.Keys.ShouldBe(any.Book.Select(c => c.Id), ignoreOrder: true);
            split.Values.Except(any.To.Select(t => t.Id)).ShouldBeEmpty();
            BookSplit.Among([.. any.Book.AsEnumerable().Reverse()], any.To, rule).ShouldBe(split, ignoreOrder: true);
        }
    });

    [Fact]
    public void By_number_nobody_gets_more_than_one_client_more() => Any.Sample(any =>
    {
        var sizes = Sizes(any, HandoverRule.Number);
        (sizes.Max() - sizes.Min()).ShouldBeLessThanOrEqualTo(1);
    });

    [Fact]
    public void By_town_and_by_line_who_belongs_together_stays_together_unless_they_are_more_than_a_share() => Any.Sample(any =>
    {
        var least = BookSplit.Shares(any.Book.Count, any.To).Where(s => s > 0).DefaultIfEmpty(0).Min();
        foreach (var (rule, group) in Groupings)
        {
            var split = BookSplit.Among(any.Book, any.To, rule);
            any.Book.GroupBy(group).Where(g => g.Key.Length > 0 && g.Count() <= least).ShouldAllBe(g => g.Select(c => split[c.Id]).Distinct().Count() == 1);
        }
    });

    [Fact]
    public void By_town_and_by_line_nobody_gets_more_than_their_share_and_the_largest_group_that_stays_together() => Any.Sample(any =>
    {
        var shares = BookSplit.Shares(any.Book.Count, any.To);
        foreach (var (rule, group) in Groupings)
        {
            var split = BookSplit.Among(any.Book, any.To, rule);
            var together = any.Book.GroupBy(group).Where(g => g.Key.Length > 0 && g.Select(c => split[c.Id]).Distinct().Count() == 1).Select(g => g.Count()).DefaultIfEmpty(0).Max();
            Sizes(any, rule).Zip(shares).ShouldAllBe(s => s.First <= s.Second + together);
        }
    });

    [Fact]
    public void A_share_is_by_room_and_all_shares_are_all_clients() => Any.Sample(any =>
    {
        var shares = BookSplit.Shares(any.Book.Count, any.To);
        shares.Sum().ShouldBe(any.Book.Count);
        any.To.Zip(shares).Where(s => s.First.Room == 0 && any.To.Any(t => t.Room > 0)).ShouldAllBe(s => s.Second == 0);
        var equals = any.To.Zip(shares).GroupBy(s => s.First.Room);
        equals.ShouldAllBe(g => g.Max(s => s.Second) - g.Min(s => s.Second) <= 1);
    });

    [Fact]
    public void By_line_a_book_of_one_line_is_divided_by_number()
    {
        var (anna, gergely) = (new Receiver(Guid.CreateVersion7(), 284), new Receiver(Guid.CreateVersion7(), 279));
        var book = Enumerable.Range(0, 50).Select(i => new BookClient(Guid.CreateVersion7(), $"Client {i}", "Pécs", "insurance", 0)).ToList();

        var sizes = Sizes((book, [anna, gergely]), HandoverRule.Line);

        sizes.ShouldBe([25, 25]);
    }

    [Fact]
    public void By_load_the_work_goes_where_there_is_room()
    {
        var (busy, free) = (new Receiver(Guid.CreateVersion7(), 2), new Receiver(Guid.CreateVersion7(), 20));
        var book = Enumerable.Range(0, 6).Select(i => new BookClient(Guid.CreateVersion7(), $"Client {i}", "Pécs", "lending", 3)).ToList();

        var split = BookSplit.Among(book, [busy, free], HandoverRule.Load);

        split.Values.Count(v => v == free.Id).ShouldBe(6, "the one with room for 20 still has more than the other after all of them");
    }

    [Fact]
    public void By_load_clients_with_nothing_to_do_go_where_fewest_are()
    {
        var (one, two) = (new Receiver(Guid.CreateVersion7(), 0), new Receiver(Guid.CreateVersion7(), 20));
        var book = Enumerable.Range(0, 8).Select(i => new BookClient(Guid.CreateVersion7(), $"Client {i}", "Pécs", "lending", 0)).ToList();

        BookSplit.Among(book, [one, two], HandoverRule.Load).Values.GroupBy(v => v).ShouldAllBe(g => g.Count() == 4);
    }

    private static List<int> Sizes((List<BookClient> Book, List<Receiver> To) any, HandoverRule rule)
    {
        var split = BookSplit.Among(any.Book, any.To, rule);
        return [.. any.To.Select(t => split.Values.Count(v => v == t.Id))];
    }
}
