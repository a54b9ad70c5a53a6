using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;

namespace CrossSell.Integration.Offers;

[Collection("suggestions")]
public sealed class Suggesting_what_was_learned(SuggestionHouse house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Ranks_what_was_left_out_better_than_popularity_does()
    {
        var all = await All(12);

        var popular = house.Held.Values.SelectMany(p => p).GroupBy(p => p).OrderByDescending(g => g.Count()).Select(g => g.Key).ToList();
        double Reciprocal(Func<string, List<string>> ranked) => house.LeftOut.Average(l => ranked(l.Key).IndexOf(l.Value) is >= 0 and var at ? 1.0 / (at + 1) : 0);
        var ours = Reciprocal(client => [.. all[client].Suggestions.Select(s => s.Product)]);
        ours.ShouldBeGreaterThan(Reciprocal(client => [.. popular.Except(house.Held[client])]) * 1.1);
    }

    [Fact]
    public async Task Everybody_gets_ranks_of_what_they_do_not_hold_with_a_reason_that_can_be_said()
    {
        var all = await All(12);

        foreach (var (client, held) in house.Held)
        {
            all[client].Suggestions.Select(s => s.Product).ShouldNotContain(p => held.Contains(p));
            all[client].Suggestions.Count.ShouldBeGreaterThanOrEqualTo(12 - held.Count - 2, "all that is not held, but for what another test offers or had refused");
            all[client].Suggestions.ShouldAllBe(s => s.Reason.Hu.Length > 20 && s.Reason.Hu.Length <= 160 && s.Reason.En.Length > 20 && s.Reason.En.Length <= 160);
        }
    }

    [Fact]
    public async Task Every_number_of_a_reason_can_be_counted_again_by_sql()
    {
        var all = await All(1);

        foreach (var evidence in house.Held.Keys.Take(20).Select(c => all[c].Suggestions[0]).Select(s => (s.Product, Facts: s.Evidence!.Facts)).Where(s => s.Facts[0].Kind == "holds"))
        {
            var fact = evidence.Facts[0];
            var counted = await house.Count(
                "select count(distinct k.client_id) from portfolio.pub_contract k where k.product = $1 and k.status = 'live' and exists (select 1 from portfolio.pub_contract b where b.client_id = k.client_id and b.product = $2 and b.status = 'live')",
                fact.Of, evidence.Product);
            var of = await house.Count("select count(distinct client_id) from portfolio.pub_contract where product = $1 and status = 'live'", fact.Of);
            (fact.Both, fact.Clients).ShouldBe(((int)counted, (int)of));
        }
    }

    [Fact]
    public async Task The_offer_that_is_opened_keeps_why_with_the_versions()
    {
        var client = (await house.Ask(new FindClients("B007", null, null, 1))).Items.Single();
        var card = await house.Ask(house.Advisor, new GetCard(client.Id));
        var best = card.Suggestions[0];

        var offer = await house.Send(house.Advisor, new OpenOffer(client.Id, best.Product, null, null, null, null));

        var kept = await house.Ask(house.Advisor, new GetOffer(offer.Id));
        (kept.Reason, kept.Evidence!.Model, kept.Rule).ShouldBe((best.Reason, best.Evidence!.Model, null));
        (kept.Evidence.Facts.Count, kept.Evidence.Chance, kept.Evidence.On).ShouldBe((best.Evidence.Facts.Count, best.Evidence.Chance, house.Today));
        (await house.Count("select count(*) from offers.model where line || '@' || version = $1 and length(body) > 0", kept.Evidence.Model!)).ShouldBe(1);
        (await house.Ask(house.Advisor, new GetCard(client.Id))).Suggestions.ShouldNotContain(s => s.Product == best.Product);
    }

    [Fact]
    public async Task The_api_says_it_too()
    {
        using var api = await Api.As(house, await house.Person(Role.Administrator, "Api Admin"));
        var client = (await house.Ask(new FindClients("B009", null, null, 1))).Items.Single();

        var first = (await api.Get($"clients/{client.Id}/card")).GetProperty("suggestions")[0];
        var models = (await api.Get("suggestions/models?line=bank")).GetProperty("items");
        var figures = await api.Get("insights/suggestions");

        first.GetProperty("rule").GetString()!.ShouldStartWith("model:bank@");
        first.GetProperty("evidence").GetProperty("facts").GetArrayLength().ShouldBeGreaterThan(0);
        (models[0].GetProperty("current").GetBoolean(), models[0].GetProperty("tried").GetArrayLength() > 3).ShouldBe((true, true));
        figures.GetProperty("groups").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Who_gave_no_consent_gets_none_and_who_holds_nothing_is_told_what_most_have()
    {
        var silent = await _given.Client(house.Advisor, consents: "phone:service");
        var fresh = await _given.Client(house.Advisor);

        var all = await All(2);

        all[silent.ExternalId!].Suggestions.ShouldBeEmpty();
        all[fresh.ExternalId!].Suggestions.Count.ShouldBe(2);
        all[fresh.ExternalId!].Suggestions[0].Evidence!.Facts[0].Kind.ShouldBeOneOf("line", "trait");
    }

    [Fact]
    public async Task A_line_that_little_is_held_of_says_that_rules_alone_speak()
    {
        var said = await house.Ask(new SuggestForAll(1, _ => Task.CompletedTask));

        said.ByRulesAlone.ShouldBe(["tiny"]);
        (await house.Ask(new ListModels("tiny"))).First().Kind.ShouldBe("rules");
    }

    [Fact]
    public async Task Learns_again_only_when_something_has_changed()
    {
        await house.Send(new LearnSuggestions(OnlyIfChanged: true));
        var before = await house.Ask(new ListModels("bank"));

        await house.Send(new LearnSuggestions(OnlyIfChanged: true));

        (await house.Ask(new ListModels("bank"))).Count.ShouldBe(before.Count);
        var client = await _given.Client(house.Advisor);
        await _given.Contract(client, "bank/p0", null, "us");
        await house.Send(new LearnSuggestions(OnlyIfChanged: true));
        (await house.Ask(new ListModels("bank"))).Count.ShouldBe(before.Count + 1);
    }

    [Fact]
    public async Task An_advisor_neither_learns_nor_sees_the_figures()
    {
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(house.Advisor, new LearnSuggestions()));
        await Should.ThrowAsync<NotAllowedException>(() => house.Ask(house.Advisor, new GetSuggestionFigures()));
    }

    [Fact]
    public async Task What_was_said_is_set_against_what_came_of_it()
    {
        var client = (await house.Ask(new FindClients("B011", null, null, 1))).Items.Single();
        var best = (await house.Ask(house.Advisor, new GetCard(client.Id))).Suggestions[0];
        var before = await house.Ask(new GetSuggestionFigures());
        var offer = await house.Send(house.Advisor, new OpenOffer(client.Id, best.Product, null, null, null, null));
        await house.Send(house.Advisor, new RecordOutcome(offer.Id, Sdk.Outcome.Rejected, "price", null, null, null, null));

        var figures = await house.Ask(new GetSuggestionFigures());

        (figures.Answered, figures.Calibrated).ShouldBe((before.Answered + 1, false));
        figures.Reliability.Sum(b => b.Offers).ShouldBe(figures.Answered);
        figures.Groups.Single(g => g.Group == "learned").Answered.ShouldBe(before.Groups.Single(g => g.Group == "learned").Answered + 1);
    }

    private async Task<Dictionary<string, ClientSuggestions>> All(int most)
    {
        var all = new Dictionary<string, ClientSuggestions>();
        await house.Ask(new SuggestForAll(most, client =>
        {
            all[client.ExternalId!] = client;
            return Task.CompletedTask;
        }));
        return all;
    }
}
