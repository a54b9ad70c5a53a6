using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Kernel;

[Collection("house")]
public sealed class The_outbox(HouseFixture house)
{
    [Fact]
    public async Task Tries_again_later_and_later_and_in_the_end_shows_a_dead_letter_that_can_be_sent_again()
    {
        var key = "test:" + Guid.CreateVersion7();
        await Send(key);

        for (var attempt = 1; attempt <= 8; attempt++)
        {
            await HouseFixture.Eventually($"attempt {attempt}", () => Attempts(key), tried => tried >= attempt);
            await HouseFixture.Eventually("the next try to be put off", () => house.Count("select count(*) from kernel.outbox where key = $1 and last_error is not null and (dead or due_at > $2)", key, house.Clock.GetUtcNow()), put => put == 1);
            house.Clock.Advance(TimeSpan.FromSeconds(Math.Pow(2, attempt) + 1));
        }

        var letter = (await HouseFixture.Eventually("the letter to be dead", () => house.Ask(new ListDeadLetters()), letters => letters.Any(l => l.Kind == "test.nobody"))).Single(l => l.Kind == "test.nobody");
        letter.Error.ShouldContain("test.nobody");

        await house.Send(new RetryDeadLetter(letter.Id));
        await HouseFixture.Eventually("the dead letter to be tried again", () => house.Count("select count(*) from kernel.outbox where key = $1 and not dead and attempts between 1 and 7", key), n => n == 1);
    }

    [Fact]
    public async Task Two_messages_with_one_key_are_one()
    {
        var key = "test:" + Guid.CreateVersion7();
        await Send(key);
        await Send(key);

        (await house.Count("select count(*) from kernel.outbox where key = $1", key)).ShouldBe(1);
    }

    [Fact]
    public async Task Delivers_other_kinds_while_the_messages_of_one_hang_and_begins_none_of_those_twice()
    {
        var hanging = Enumerable.Range(0, 40).Select(_ => "test:" + Guid.CreateVersion7()).ToArray();
        foreach (var key in hanging)
        {
            await Send(key, HangingHandler.KindOf);
        }

        try
        {
            await HouseFixture.Eventually("some of the slow to be begun", () => Tried(hanging), tried => tried >= 8);
            var quick = "test:" + Guid.CreateVersion7();
            await Send(quick, QuickHandler.KindOf);
            await HouseFixture.Eventually("the quick one to be delivered", () => Delivered([quick]), done => done == 1);

            house.Clock.Advance(TimeSpan.FromMinutes(3));
            var later = "test:" + Guid.CreateVersion7();
            await Send(later, QuickHandler.KindOf);
            await HouseFixture.Eventually("a quick one after the leases of the slow have run out", () => Delivered([later]), done => done == 1);
            (await Delivered(hanging)).ShouldBe(0);
        }
        finally
        {
            HangingHandler.Answer();
        }

        await HouseFixture.Eventually("the slow to be delivered too", () => Delivered(hanging), done => done == hanging.Length);
        (await house.Count("select max(attempts)::bigint from kernel.outbox where key = any($1)", (object)hanging)).ShouldBe(1);
    }

    private Task<long> Tried(string[] keys) => house.Count("select count(*) from kernel.outbox where key = any($1) and attempts > 0", (object)keys);

    private Task<long> Delivered(string[] keys) => house.Count("select count(*) from kernel.outbox where key = any($1) and done_at is not null", (object)keys);

    private async Task Send(string key, string kind = "test.nobody")
    {
        await using var scope = house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = house.Administrator;
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        using var _ = unit.Begin();
        unit.Send(new OutboxDraft(kind, key, new { key }));
        await unit.Commit(default);
    }

    private Task<long> Attempts(string key) => house.Count("select attempts::bigint from kernel.outbox where key = $1", key);
}
