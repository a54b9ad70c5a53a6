using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace CrossSell.Unit.Offers;

/// <summary>Any sequence of outcomes, of outcomes taken back and of time over a year, decided by the pure decider alone.</summary>
public sealed class A_year_of_outcomes
{
    private static readonly Outcome[] Outcomes = Enum.GetValues<Outcome>();

    private static readonly string[][] Consents =
    [
        ["phone:marketing", "email:marketing", "post:marketing"], ["phone:marketing", "phone:service"], ["email:marketing"], ["phone:service", "email:service"], ["post:marketing", "phone:service"],
    ];

    /// <summary>Rows of every kind above the house's own.</summary>
    private static readonly FollowUpDefinition[] Rows =
    [
        new(Outcome.Accepted, null, "x/home", Step(product: "x/life", days: 30)),
        new(Outcome.Rejected, "price", null, new NextStep(NextOffer.NextVariant, null, 5, null, null, null) { CooldownDays = 3 }),
        new(Outcome.Rejected, "notNeeded", null, new NextStep(null, RetryAt.Later, 20, 2, FinalStep.Close, null)),
        new(Outcome.Rejected, "other", null, Step(product: "x/home", variant: "plus", days: 2) with { Channel = ContactChannel.Email }),
        new(Outcome.NoAnswer, null, null, new NextStep(null, RetryAt.OtherDaypart, 1, null, null, null)) { Attempt = 1 },
        new(Outcome.NoAnswer, null, "x/life", new NextStep(null, RetryAt.Later, 2, 3, FinalStep.Email, null) { Channel = ContactChannel.Email, Owner = StepOwner.Backoffice }) { FromAttempt = 2 },
    ];

    private static readonly RuleDefinition[] Rules =
    [
        Book.Rule("life", new Condition.Lacks("x/life"), "x/life", 60), Book.Rule("travel", new Condition.Lacks("x/travel"), "x/travel", 50), Book.Rule("home", new Condition.Lacks("x/home"), "x/home", 40),
    ];

    [Fact]
    public void Leaves_no_offer_without_a_next_step_never_two_for_one_product_and_nothing_against_the_contact_policy() =>
        Gen.Select(Gen.Int[0, Consents.Length - 1], Gen.Select(Gen.Int[0, 9], Gen.Int[0, 6], Gen.Int[0, 5], Gen.Int[0, 20], Gen.Int[0, 12 * 60]).List[1, 60])
            .Sample((consents, steps) => new Year(Consents[consents]).Live(steps), iter: 2000);

    private static NextStep Step(string product, int days, string? variant = null) => new(null, null, days, null, null, null) { Product = product, Variant = variant };

    private sealed class Year
    {
        private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 14, 7, 0, 0, TimeSpan.Zero));
        private readonly BusinessClock _clock;
        private readonly CatalogSnapshot _catalog;
        private readonly DateTimeOffset _end;
        private ClientLive _client;
        private (OutcomeDecision Decision, Aftermath Aftermath, CardClient Client)? _last;

        public Year(string[] granted)
        {
            _clock = new BusinessClock(_time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"));
            _end = _time.GetUtcNow().AddYears(1);
            _catalog = Book.Catalog(Rules) with { FollowUps = new Dictionary<string, IReadOnlyList<FollowUpDefinition>> { ["x"] = [.. Rows, .. DefaultFollowUps.Table] } };
            var mayMarket = granted.Any(g => g.EndsWith(":marketing", StringComparison.Ordinal));
            var client = Book.Client(
                offers: [Book.Offer() with { Purpose = mayMarket ? ContactPurpose.Marketing : ContactPurpose.Service }, Book.Offer("x/life") with { Purpose = mayMarket ? ContactPurpose.Marketing : ContactPurpose.Service }],
                mayMarket: mayMarket,
                granted: granted);
            _client = client with
            {
                Client = client.Client with { Phone = "+3612345678", Email = "bela@example.com" },
                Offers = [.. client.Offers.Select(o => o with { Channel = ContactRules.ChannelOf(granted, o.Purpose, true, true) })],
            };
        }

        public void Live(List<(int Offer, int Outcome, int Reason, int Days, int Minutes)> steps)
        {
            foreach (var step in steps.TakeWhile(_ => _time.GetUtcNow() < _end))
            {
                if (step.Offer == 9)
                {
                    Undo();
                }
                else if (_client.Open.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).ToList() is { Count: > 0 } open)
                {
                    Record(open[step.Offer % open.Count], Outcomes[step.Outcome], step.Reason, step.Minutes);
                }

                NothingIsLeftHanging();
                _time.Advance(TimeSpan.FromDays(step.Days * step.Days / 40) + TimeSpan.FromMinutes(step.Minutes % 15));
            }
        }

        private void Record(OfferView offer, Outcome outcome, int reason, int minutes)
        {
            string? said = outcome == Outcome.Rejected ? ((string?[])["price", "hasElsewhere", "notNeeded", "badExperience", "other", null])[reason] : null;
            DateTimeOffset? at = (outcome is Outcome.CallBack or Outcome.Thinking) && reason < 3 ? _time.GetUtcNow().AddMinutes(minutes + 1) : null;
            var decision = new OutcomeDecider(_catalog, _clock, WorkingDays.Hungary).Decide(_client, new RecordOutcome(offer.Id, outcome, said, null, null, at, null), Book.Advisor);
            _last = (decision, Aftermath.Of(decision, _client), _client.Client);
            _client = _client.With([.. decision.Changed, .. decision.Opened]);
            if (decision.StopContact)
            {
                _client = _client with { Client = _client.Client with { DoNotContact = true, MayMarket = false, MayService = false, Granted = [] } };
            }

            decision.FollowUps.ShouldNotBeEmpty();
            decision.FollowUps.ShouldAllBe(f => f.Reason.Hu.Length > 0 && f.Reason.En.Length > 0 && (f.Kind == "close" || f.DueOn >= _clock.Today));
            foreach (var planned in decision.Changed.Where(o => o.Status == OfferStatus.Open).Concat(decision.Opened))
            {
                KeepsThePolicy(planned);
            }
        }

        private void Undo()
        {
            if (_last is not var (decision, aftermath, client))
            {
                return;
            }

            _last = null;
            var before = _client;
            try
            {
                var back = TakingBack.Decide(_client, _client.Offers.Single(o => o.Id == decision.Offer.Id), decision.Attempt, aftermath, Book.Advisor, _time.GetUtcNow(), late: false);
                _client = _client.With(back.Changed) with { Client = client };
            }
            catch (HouseException)
            {
                _client.ShouldBe(before);
            }
        }

        private void NothingIsLeftHanging()
        {
            _client.Open.GroupBy(o => o.Product).ShouldAllBe(g => g.Count() == 1);
            foreach (var offer in _client.Offers)
            {
                (offer.Status == OfferStatus.Open).ShouldBe(offer.CloseReason is null && offer.ClosedAt is null, $"{offer.Product} is {offer.Status} with the reason '{offer.CloseReason}'");
            }
        }

        /// <summary>By a channel that is allowed for its purpose, and on a working day of a week that is not full, unless the client named the minute.</summary>
        private void KeepsThePolicy(OfferView planned)
        {
            ContactRules.IsForbidden(_client.Client.Granted, planned.Purpose, planned.Channel).ShouldBeFalse($"{planned.Purpose} by {planned.Channel} where {string.Join(", ", _client.Client.Granted)} is allowed");
            if (planned.Attempts.LastOrDefault()?.CallBackAt is null || !ContactRules.WasAskedFor(planned))
            {
                _client.Policy.FirstWorkingDay(_client.ApproachDays(_clock.DateOf), planned.PlannedOn, WorkingDays.Hungary).ShouldBe(planned.PlannedOn, $"{planned.Product} planned on {planned.PlannedOn}");
            }
        }
    }
}
