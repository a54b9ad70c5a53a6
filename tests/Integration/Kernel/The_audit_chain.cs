using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Kernel;

[Collection("house")]
public sealed class The_audit_chain(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Is_whole_after_writers_of_both_kinds_at_once()
    {
        var advisor = await house.Person(Role.Advisor, "Chain");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var client = await _given.Client(advisor);
            await house.Send(advisor, new CrossSell.Offers.Messages.OpenOffer(client.Id, "insurance/travel", null, null, null, null));
        }));

        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Goes_on_from_where_another_process_left_it()
    {
        var advisor = await house.Person(Role.Advisor, "Beside");
        var client = await _given.Client(advisor);
        await house.Send(advisor, new CrossSell.Offers.Messages.OpenOffer(client.Id, "insurance/travel", null, null, null, null));
        var database = house.Services.GetRequiredService<Database>();
        await using (var other = new Committer(database.Source))
        {
            var entry = new AuditDraft("test.beside", "test", client.Id, client.Id, null, null);
            await other.Commit(new CommitPart([], AuditEntry.From([entry], advisor, house.Clock.GetUtcNow())));
        }

        await house.Send(advisor, new CrossSell.Offers.Messages.OpenOffer(client.Id, "insurance/life", null, null, null, null));

        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("update kernel.audit_entry set actor_name = 'Somebody else' where seq = $1", "was altered")]
    [InlineData("delete from kernel.audit_entry where seq = $1", "was removed")]
    public async Task Names_the_entry_that_was_tampered_with(string tampering, string verdict)
    {
        await _given.Client(await house.Person(Role.Advisor, "Tampered"));
        var victim = await house.Count("select max(seq) - 1 from kernel.audit_entry");
        var database = house.Services.GetRequiredService<Database>();
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.Execute("create temporary table kept as select * from kernel.audit_entry where seq = " + victim, [], default);
        try
        {
            await connection.Execute(tampering, [victim], default);

            (await house.Ask(new VerifyAudit(null))).Faults.ShouldContain(f => f.Contains($"Entry {victim} {verdict}"));
        }
        finally
        {
            await connection.Execute("delete from kernel.audit_entry where seq = $1", [victim], default);
            await connection.Execute("insert into kernel.audit_entry select * from kept", [], default);
        }

        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }
}
