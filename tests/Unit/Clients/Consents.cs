using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;

namespace CrossSell.Unit.Clients;

public sealed class Consents
{
    private static readonly Guid Client = Guid.CreateVersion7();
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_word_said_last_counts_whenever_it_is_recorded()
    {
        var history = new ConsentHistory([]);
        history.Say(Client, new ConsentData("phone", "marketing", true, Now.AddDays(-10)), Now, "api");
        history.Say(Client, new ConsentData("phone", "marketing", false, Now.AddDays(-5)), Now, "api");
        history.Say(Client, new ConsentData("phone", "marketing", true, Now.AddDays(-7)), Now, "api");

        history.Granted.ShouldBeEmpty();
        history.Added.Count.ShouldBe(3);
    }

    [Fact]
    public void Saying_again_what_stands_adds_nothing()
    {
        var history = new ConsentHistory([]);
        history.Say(Client, new ConsentData("email", "service", true), Now, "api");
        history.Say(Client, new ConsentData("email", "service", true), Now.AddDays(1), "portal");

        history.Added.ShouldHaveSingleItem().Source.ShouldBe("api");
    }

    [Fact]
    public void Withdrawing_all_leaves_the_source_in_the_history()
    {
        var history = new ConsentHistory([]);
        history.Import(Client, ["phone:marketing", "email:service"], Now);
        history.WithdrawAll(Client, Now.AddHours(1), "outcome doNotContact");

        history.Granted.ShouldBeEmpty();
        history.Latest.ShouldAllBe(c => !c.Granted && c.Source == "outcome doNotContact");
    }

    [Fact]
    public void A_file_replaces_what_files_said_and_never_grants_what_was_withdrawn_here()
    {
        var history = new ConsentHistory([]);
        history.Import(Client, ["phone:marketing", "email:service"], Now);
        history.Say(Client, new ConsentData("phone", "marketing", false), Now.AddHours(1), "portal");
        history.Import(Client, ["phone:marketing", "post:service"], Now.AddHours(2));

        history.Granted.ShouldBe(["post:service"]);
    }
}
