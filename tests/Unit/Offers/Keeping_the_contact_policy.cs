using CrossSell.Kernel.Time;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;
using CsCheck;

namespace CrossSell.Unit.Offers;

public sealed class Keeping_the_contact_policy
{
    private static readonly ContactPolicy Policy = ContactPolicy.Default;

    [Fact]
    public void A_contract_held_here_is_a_service_matter_and_all_else_is_selling()
    {
        ContactRules.PurposeOf("expiry", "us").ShouldBe(ContactPurpose.Service);
        ContactRules.PurposeOf("expiry", "elsewhere").ShouldBe(ContactPurpose.Marketing);
        ContactRules.PurposeOf("rule", "us").ShouldBe(ContactPurpose.Marketing);
    }

    [Theory]
    [InlineData("phone:marketing", ContactPurpose.Marketing, "phone")]
    [InlineData("phone:marketing", ContactPurpose.Service, "phone")]
    [InlineData("phone:service", ContactPurpose.Marketing, "")]
    [InlineData("email:marketing post:service", ContactPurpose.Service, "email,post")]
    [InlineData("", ContactPurpose.Service, "")]
    public void Consent_counts_by_channel_and_purpose(string granted, ContactPurpose purpose, string allowed) =>
        string.Join(',', ContactRules.Allowed(granted.Split(' '), purpose)).ShouldBe(allowed);

    [Theory]
    [InlineData("phone:marketing email:marketing", true, true, TaskKind.Call)]
    [InlineData("phone:marketing email:marketing", false, true, TaskKind.Email)]
    [InlineData("email:marketing", true, true, TaskKind.Email)]
    [InlineData("post:marketing", true, true, TaskKind.Letter)]
    [InlineData("phone:marketing", false, false, TaskKind.Call)]
    public void The_approach_takes_an_allowed_channel_that_reaches_the_client(string granted, bool phone, bool email, TaskKind kind) =>
        OfferTask.KindOf(ContactRules.ChannelOf(granted.Split(' '), ContactPurpose.Marketing, phone, email)).ShouldBe(kind);

    [Fact]
    public void A_fourth_day_within_a_week_waits_until_the_first_has_left_it()
    {
        DateOnly[] approached = [Book.Today.AddDays(-4), Book.Today.AddDays(-3), Book.Today.AddDays(-1)];

        Policy.FirstAllowed(approached, Book.Today).ShouldBe(Book.Today.AddDays(3));
        Policy.FirstAllowed(approached, Book.Today.AddDays(3)).ShouldBe(Book.Today.AddDays(3));
        Policy.FirstAllowed(approached[..2], Book.Today).ShouldBe(Book.Today);
    }

    [Fact]
    public void Another_offer_on_a_day_with_an_approach_goes_along() =>
        Policy.FirstAllowed([Book.Today.AddDays(-4), Book.Today.AddDays(-3), Book.Today], Book.Today).ShouldBe(Book.Today);

    [Fact]
    public void Approaches_planned_one_after_the_other_never_exceed_the_week() =>
        Gen.Select(Gen.Int[0, 20].List[1, 40], Gen.Int[1, 7]).Sample((gaps, perWeek) =>
        {
            var policy = Policy with { ApproachesPerWeek = perWeek };
            var (day, approached) = (Book.Today, new List<DateOnly>());
            foreach (var gap in gaps)
            {
                day = policy.FirstWorkingDay(approached, day.AddDays(gap), WorkingDays.Hungary);
                WorkingDays.Hungary.IsWorkingDay(day).ShouldBeTrue();
                approached.Add(day);
            }

            approached.ShouldAllBe(last => approached.Distinct().Count(d => d <= last && d > last.AddDays(-7)) <= perWeek);
        });

    [Theory]
    [InlineData("2026-09-14T19:59", null)]
    [InlineData("2026-09-14T20:00", "2026-09-15T08:00")]
    [InlineData("2026-09-15T07:59", "2026-09-15T08:00")]
    [InlineData("2026-09-15T08:00", null)]
    [InlineData("2026-09-18T21:00", "2026-09-21T08:00")]
    [InlineData("2026-09-19T12:00", "2026-09-21T08:00")]
    [InlineData("2026-10-23T12:00", "2026-10-26T08:00")]
    public void Evenings_weekends_and_holidays_are_quiet(string local, string? until)
    {
        var quiet = Policy.QuietUntil(At(local), Book.Clock, WorkingDays.Hungary);

        quiet.ShouldBe(until is null ? null : At(until));
    }

    [Fact]
    public void What_stands_against_an_approach_is_said()
    {
        Codes(Book.Client()).ShouldBeEmpty();
        Codes(Book.Client(mayMarket: false)).ShouldBe(["noMarketing"]);
        Codes(Book.Client(granted: [])).ShouldBe(["noConsent"]);
        Codes(Book.Client(paused: Book.Time.GetUtcNow())).ShouldBe(["wrongContact"]);
        Codes(Book.Client() is var c ? c with { Client = c.Client with { DoNotContact = true } } : c).ShouldBe(["doNotContact"]);
        Codes(Book.Client(offers: [Approached(1, 2, 3)])).ShouldBe(["weekFull"]);
    }

    [Fact]
    public void Service_without_marketing_consent_blocks_selling_only()
    {
        var client = Book.Client(mayMarket: false);
        ContactRules.Against(client, Book.Offer() with { Purpose = ContactPurpose.Service }, Book.Clock.DateOf, Book.Today).ShouldBeNull();
        ContactRules.Against(client, Book.Offer(), Book.Clock.DateOf, Book.Today)!.Code.ShouldBe("noMarketing");
    }

    [Fact]
    public void A_call_the_client_asked_for_comes_in_a_full_week_too()
    {
        var client = Book.Client(offers: [Approached(1, 2, 3)]);
        ContactRules.Against(client, Book.Offer(attempts: Outcome.CallBack), Book.Clock.DateOf, Book.Today).ShouldBeNull();
        ContactRules.Against(client, Book.Offer(attempts: Outcome.NoAnswer) with { Attempts = [] }, Book.Clock.DateOf, Book.Today)!.Code.ShouldBe("weekFull");
    }

    [Fact]
    public void The_next_try_waits_for_a_free_day()
    {
        var offer = Book.Offer();
        var client = Book.Client(offers: [offer, Approached(1, 2)]);

        var decision = new OutcomeDecider(Book.Catalog(), Book.Clock, WorkingDays.Hungary).Decide(client, new RecordOutcome(offer.Id, Outcome.NoAnswer, null, null, null, null, null), Book.Advisor);

        decision.Offer.PlannedOn.ShouldBe(Book.Today.AddDays(7), "Saturday, Sunday and today were approaches: the first free day is the Monday after the first has left the week");
    }

    [Fact]
    public void Without_marketing_consent_a_no_to_a_renewal_leads_to_its_next_variant_only()
    {
        var renewal = Book.Offer() with { Purpose = ContactPurpose.Service };
        var sale = Book.Offer();
        var decider = new OutcomeDecider(Book.Catalog(Book.Rule("life", new Condition.Lacks("x/life"), "x/life")), Book.Clock, WorkingDays.Hungary);

        decider.Decide(Book.Client(offers: [renewal], mayMarket: false), No(renewal), Book.Advisor).Opened.ShouldHaveSingleItem().Purpose.ShouldBe(ContactPurpose.Service);
        decider.Decide(Book.Client(offers: [sale], mayMarket: false), No(sale), Book.Advisor).Opened.ShouldBeEmpty();
    }

    private static RecordOutcome No(OfferView offer) => new(offer.Id, Outcome.Rejected, null, null, null, null, null);

    private static OfferView Approached(params int[] daysAgo) => Book.Offer("x/life", attempts: [.. daysAgo.Select(_ => Outcome.NoAnswer)]) is var offer
        ? offer with { Attempts = [.. offer.Attempts.Zip(daysAgo, (a, d) => a with { At = Book.Time.GetUtcNow().AddDays(-d) })] }
        : offer;

    private static IEnumerable<string> Codes(ClientLive client) => ContactRules.Standing(client, Book.Clock.DateOf, Book.Today).Blocks.Select(b => b.Code);

    private static DateTimeOffset At(string local) => Book.Clock.At(DateOnly.Parse(local.Split('T')[0], System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(local.Split('T')[1], System.Globalization.CultureInfo.InvariantCulture));
}
