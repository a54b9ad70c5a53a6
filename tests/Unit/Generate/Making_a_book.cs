using CrossSell.Host.Generate;
using CrossSell.Kernel.Data;

namespace CrossSell.Unit.Generate;

public sealed class Making_a_book
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly BookProduct[] Products = [.. Enumerable.Range(1, 9).Select(i => new BookProduct($"line/p{i}", [], i == 1 ? ["plate"] : []))];

    [Fact]
    public void The_same_seed_makes_the_same_book_and_another_seed_another() =>
        (Text(Make(200, 7)) == Text(Make(200, 7)), Text(Make(200, 7)) == Text(Make(200, 8))).ShouldBe((true, false));

    [Fact]
    public void Has_the_proportions_of_a_real_book()
    {
        var (book, _) = Make(4000, 1867);
        var contracts = book.SelectMany(c => c.Contracts).Select(c => c.Data).ToList();

        (contracts.Count / 4000d).ShouldBeInRange(3.8, 4.7);
        (book.Count(c => c.Contracts.Count == 1) / 4000d).ShouldBeInRange(.12, .18);
        (contracts.Count(c => c.Expiry is { Month: 1, Day: 1 }) / (double)contracts.Count).ShouldBeInRange(.15, .27);
        (contracts.Count(c => c.Expiry is null) / (double)contracts.Count).ShouldBeInRange(.005, .015);
        contracts.ShouldContain(c => c.Expiry < c.Start);
        book.ShouldContain(c => c.Data.Kind == "person" && c.Data.BirthDate == null);
        book.SelectMany(c => c.Contracts).Where(c => c.Live && c.Data.Expiry > c.Data.Start).ShouldAllBe(c => c.Data.Expiry > Today);
    }

    [Fact]
    public void Says_in_its_truth_what_it_planted()
    {
        var (book, truth) = Make(4000, 1867);
        var byId = book.ToDictionary(c => c.Data.ExternalId!);

        truth.Segments.Count.ShouldBe(8);
        truth.Segments.ShouldAllBe(s => Math.Abs(s.Values.Sum() - 1) < .01);
        (truth.Copies.Count / 4000d).ShouldBeInRange(.01, .03);
        truth.Copies.ShouldAllBe(c => byId[c.Copy].CopyOf == c.Of && byId[c.Copy].Data.BirthDate == byId[c.Of].Data.BirthDate);
        foreach (var rule in truth.Rules)
        {
            var (with, without) = (Share(book.Where(c => Holds(c, rule.Holds)), rule.Gets), Share(book.Where(c => !Holds(c, rule.Holds)), rule.Gets));
            with.ShouldBeGreaterThan(without * 1.5, $"{rule.Holds} should lead to {rule.Gets}");
        }
    }

    [Fact]
    public void Gives_twenty_firms_of_a_large_book_hundreds_of_contracts() =>
        Make(100_000, 1).Book.Count(c => c.Contracts.Count >= 500).ShouldBe(20);

    private static bool Holds(BookClient client, string product) => client.Contracts.Any(c => c.Data.Product == product);

    private static double Share(IEnumerable<BookClient> clients, string product) => clients.Average(c => Holds(c, product) ? 1d : 0d);

    private static (List<BookClient> Book, BookTruth Truth) Make(int clients, int seed)
    {
        var maker = new BookMaker(clients, seed, Today, Products);
        return ([.. maker.Make()], maker.Truth);
    }

    private static string Text((List<BookClient> Book, BookTruth Truth) made) => JsonText.Write(made.Book) + JsonText.Write(made.Truth);
}
