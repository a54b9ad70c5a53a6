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
    public async Task One_kind_that_does_not_get_on_holds_up_no_other()
    {
        var (stuck, quick) = ("stuck:" + Guid.CreateVersion7(), "quick:" + Guid.CreateVersion7());
        try
        {
            for (var i = 0; i < 40; i++)
            {
                await Send($"{stuck}:{i}", StuckMessages.OfKind);
            }

            await HouseFixture.Eventually("messages to be stuck", () => Task.FromResult(StuckMessages.Waiting), waiting => waiting > 0);
            await Send(quick, StuckMessages.QuickKind);
            await HouseFixture.Eventually("the other kind to be done", () => Done(quick), done => done == 1);
            (await Done(stuck)).ShouldBe(0);
        }
        finally
        {
            StuckMessages.LetGo();
        }

        await HouseFixture.Eventually("what was stuck to be done", () => Done(stuck), done => done == 40);
    }

    private Task<long> Done(string key) => house.Count("select count(*) from kernel.outbox where starts_with(key, $1) and done_at is not null", key);

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
