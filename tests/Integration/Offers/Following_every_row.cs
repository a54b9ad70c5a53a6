using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Integration.Offers;

/// <summary>Every row of every shipped follow-up table, found by reading the lines, goes through the same command that people use.</summary>
[Collection("house")]
public sealed class Following_every_row(HouseFixture house)
{
    private static readonly IReadOnlyList<LineDefinition> Lines = [.. LineFolder.In(Repository.Plugins).Select(folder => LineReader.Read(folder).Line!).Where(line => line.Products.Count > 0)];

    private readonly Given _given = new(house);

    public static TheoryData<string, int, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, int, string>();
            foreach (var line in Lines)
            {
                var table = DefaultFollowUps.Complete(line.FollowUps);
                for (var at = 0; at < table.Count; at++)
                {
                    rows.Add(line.Line, at + 1, $"{table[at].On} {table[at].Reason} {table[at].Product} {table[at].Attempt ?? table[at].FromAttempt}".Trim());
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Leads_where_the_row_says(string lineCode, int number, string what)
    {
        var line = Lines.Single(l => l.Line == lineCode);
        var table = DefaultFollowUps.Complete(line.FollowUps);
        var row = table[number - 1];
        var advisor = await house.Person(Role.Advisor, "Row " + number);
        var client = await _given.Client(advisor, consents: ["phone:marketing", "email:marketing", "post:marketing"]);
        var offer = await house.Send(advisor, new OpenOffer(client.Id, ProductFor(line, table, row), null, null, null, null));

        var answer = await Say();
        for (var times = 2; times <= (row.Attempt ?? row.FromAttempt ?? 1); times++)
        {
            answer = await Say();
        }

        var attempt = answer.Offer.Attempts[^1];
        attempt.TableRow.ShouldBe(number, what);
        attempt.TableVersion.ShouldBe((await house.Ask(new GetFollowUps(lineCode))).Version);
        Follows(row.Then, answer);
        await NothingHangs(client.Id);

        for (var times = answer.Offer.Attempts.Count + 1; times <= row.Then.AtMost; times++)
        {
            answer = await Say();
        }

        if (row.Then.Finally is { } end)
        {
            answer.Offer.Status.ShouldNotBe(OfferStatus.Open);
            answer.FollowUps.ShouldHaveSingleItem().Kind.ShouldBe(end switch { FinalStep.Letter => "letter", FinalStep.Email => "email", _ => "close" });
            await NothingHangs(client.Id);
        }

        Task<OutcomeAnswer> Say() => house.Send(advisor, new RecordOutcome(offer.Id, row.On, row.Reason, null, null, null, null));
    }

    private void Follows(NextStep then, OutcomeAnswer answer)
    {
        var step = answer.FollowUps[0];
        switch (then)
        {
            case { Close: { } why }:
                (step.Kind, step.Reason.Code).ShouldBe(("close", why));
                answer.Offer.CloseReason.ShouldNotBeNull();
                break;
            case { Retry: not null }:
                (step.Kind, step.OfferId, answer.Offer.Status).ShouldBe(("retry", answer.Offer.Id, OfferStatus.Open));
                step.DueOn.ShouldBe(WorkingDays.Hungary.OnOrAfter(house.Today.AddDays(Math.Max(1, then.AfterDays))));
                (step.Channel, step.Owner).ShouldBe((then.Channel ?? ContactChannel.Phone, then.Owner ?? StepOwner.Advisor));
                break;
            default:
                (step.Kind, step.DueOn).ShouldBeOneOf(("offer", WorkingDays.Hungary.OnOrAfter(house.Today.AddDays(then.AfterDays))), ("close", null));
                (step.Kind == "close" && then.Offer == NextOffer.NextVariant).ShouldBeFalse("the product has another variant");
                if (then.Offer == NextOffer.NextSuggestion)
                {
                    step.Product.ShouldNotBe(answer.Offer.Product);
                }

                break;
        }
    }

    /// <summary>Every open offer has its open approach, every closed one its reason and its time.</summary>
    private async Task NothingHangs(Guid client)
    {
        (await house.Count(
            """
            select count(*) from offers.offer o where o.client_id = $1 and o.status = 'open'
              and (select count(*) from worklist.task t where t.offer_id = o.id and t.status = 'open' and t.purpose is not null and t.due_on = o.planned_on) <> 1
            """,
            client)).ShouldBe(0);
        (await house.Count("select count(*) from offers.offer where client_id = $1 and status <> 'open' and (close_reason is null or closed_at is null)", client)).ShouldBe(0);
        (await house.Count("select count(*) from worklist.task t join offers.offer o on o.id = t.offer_id where o.client_id = $1 and o.status <> 'open' and t.status = 'open' and t.purpose is not null", client)).ShouldBe(0);
    }

    /// <summary>A product of the line that no row above this one takes for itself.</summary>
    private static string ProductFor(LineDefinition line, IReadOnlyList<FollowUpDefinition> table, FollowUpDefinition row) =>
        row.Product ?? line.Products.Select(line.AddressOf).First(product => table.First(r => r.Answers(row.On, row.Reason, product, row.Attempt ?? row.FromAttempt ?? 1)) == row);
}
