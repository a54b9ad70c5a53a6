using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CsCheck;

namespace CrossSell.Unit.Clients;

/// <summary>A handover divides a book among colleagues: nobody is lost, nobody is given twice.</summary>
public sealed class Dividing_a_book
{
    private static readonly string[] Towns = ["Budapest", "Szeged", " szeged", "Pécs", string.Empty];
    private static readonly string[] Lines = ["insurance", "lending", string.Empty];

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
            BookSplit.Among([.. any.Book.AsEnumerable().Reverse()], any.To, HandoverRule.Number).ShouldBe(BookSplit.Among(any.Book, any.To, HandoverRule.Number), ignoreOrder: true);
        }
    });

    [Fact]
    public void By_number_nobody_gets_more_than_one_client_more() => Any.Sample(any =>
    {
        var sizes = Sizes(any, HandoverRule.Number);
        (sizes.Max() - sizes.Min()).ShouldBeLessThanOrEqualTo(1);
    });

    [Fact]
    public void By_town_and_by_line_who_belongs_together_stays_together() => Any.Sample(any =>
    {
        var towns = BookSplit.Among(any.Book, any.To, HandoverRule.Town);
        any.Book.GroupBy(c => c.Town.Trim().ToUpperInvariant()).ShouldAllBe(g => g.Select(c => towns[c.Id]).Distinct().Count() == 1);
        var lines = BookSplit.Among(any.Book, any.To, HandoverRule.Line);
        any.Book.GroupBy(c => c.Line).ShouldAllBe(g => g.Select(c => lines[c.Id]).Distinct().Count() == 1);
    });

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
