using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

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
    [InlineData("update kernel.audit_entry set actor_name = 'Somebody else' where seq = {0}", AuditFault.Altered, 0)]
    [InlineData("update kernel.audit_entry set at = at - interval '1 day' where seq = {0}", AuditFault.Altered, 0)]
    [InlineData("update kernel.audit_entry set hash = sha256('x') where seq = {0}", AuditFault.Altered, 0)]
    [InlineData("delete from kernel.audit_entry where seq = {0}", AuditFault.Removed, 0)]
    [InlineData("delete from kernel.audit_entry where seq in ({0}, {0} + 1, {0} + 2)", AuditFault.Removed, 2)]
    [InlineData("delete from kernel.audit_entry where seq = {0}; update kernel.audit_entry set seq = -seq + 1 where seq > {0}; update kernel.audit_entry set seq = -seq where seq < 0", AuditFault.Removed, 0)]
    [InlineData("update kernel.audit_entry set seq = -seq - 1 where seq >= {0}; update kernel.audit_entry set seq = -seq where seq < 0; insert into kernel.audit_entry select {0}, gen_random_uuid(), at, actor_id, 'Nobody', cause, action, subject_kind, subject_id, client_id, before, after, sha256('y') from kernel.audit_entry where seq = {0} - 1", AuditFault.Inserted, 0)]
    [InlineData("update kernel.audit_entry set seq = -seq - 2 where seq >= {0}; update kernel.audit_entry set seq = -seq where seq < 0; insert into kernel.audit_entry select {0} + n, gen_random_uuid(), at, actor_id, 'Nobody', cause, action, subject_kind, subject_id, client_id, before, after, sha256('y') from kernel.audit_entry, generate_series(0, 1) n where seq = {0} - 1", AuditFault.Inserted, 1)]
    public async Task Names_what_was_tampered_with_inside(string tampering, string what, int more)
    {
        for (var i = 0; i < 6; i++)
        {
            await _given.Client(await house.Person(Role.Advisor, "Tampered"));
        }

        var (verdict, victim) = await Tampered(tampering, 9);

        var fault = verdict.Faults.ShouldHaveSingleItem();
        (fault.What, fault.From, fault.Until).ShouldBe((what, victim, victim + more), fault.Message);
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("delete from kernel.audit_entry where seq > {0} - 2", AuditFault.Removed, -1, 0)]
    [InlineData("update kernel.audit_entry set hash = sha256('x') where seq = {0}", AuditFault.Altered, 0, 0)]
    [InlineData("insert into kernel.audit_entry select {0} + 1, gen_random_uuid(), at, actor_id, 'Nobody', cause, action, subject_kind, subject_id, client_id, before, after, sha256('y') from kernel.audit_entry where seq = {0}", AuditFault.Inserted, 1, 1)]
    [InlineData("update kernel.audit_head set hash = sha256('z')", AuditFault.Head, 0, 0)]
    public async Task Names_what_was_tampered_with_at_the_end(string tampering, string what, int from, int until)
    {
        await _given.Client(await house.Person(Role.Advisor, "Ended"));

        var (verdict, last) = await Tampered(tampering, 0);

        verdict.Faults.ShouldContain(f => f.What == what && f.From == last + from && f.Until == last + until, string.Join('\n', verdict.Faults));
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Kept_outside_its_head_shows_that_the_end_was_cut_off_together_with_the_head()
    {
        await _given.Client(await house.Person(Role.Advisor, "Cut"));
        var head = await house.Ask(new GetAuditHead());

        (await house.Ask(new VerifyAudit(null, head))).Faults.ShouldBeEmpty();
        var (verdict, _) = await Tampered(
            $"delete from kernel.audit_entry where seq > {head.Seq} - 2; update kernel.audit_head set seq = {head.Seq} - 2, hash = (select hash from kernel.audit_entry where seq = {head.Seq} - 2)", kept: head);

        verdict.Faults.ShouldContain(f => f.What == AuditFault.Removed && f.From == head.Seq - 1 && f.Until == head.Seq, string.Join('\n', verdict.Faults));
    }

    [Fact]
    public async Task Kept_outside_its_head_shows_that_everything_was_hashed_anew()
    {
        await _given.Client(await house.Person(Role.Advisor, "Anew"));
        var head = await house.Ask(new GetAuditHead());

        var (verdict, _) = await Tampered(
            $"update kernel.audit_entry set hash = sha256('anew') where seq = {head.Seq}; update kernel.audit_head set hash = sha256('anew')", kept: head);

        verdict.Faults.ShouldContain(f => f.What == AuditFault.Rewritten && f.From == head.Seq, string.Join('\n', verdict.Faults));
    }

    [Fact]
    public async Task Is_compared_with_what_earlier_checks_saw_and_remembers_the_last_one()
    {
        await _given.Client(await house.Person(Role.Advisor, "Checked"));
        var check = await house.Send(new CheckAudit());
        check.Verdict.Faults.ShouldBeEmpty();
        (await house.Ask(new ListAuditChecks()))[0].Verdict.Seq.ShouldBe(check.Verdict.Seq);

        var (verdict, _) = await Tampered(
            $"delete from kernel.audit_entry where seq > {check.Verdict.Seq} - 3; update kernel.audit_head set seq = {check.Verdict.Seq} - 3, hash = (select hash from kernel.audit_entry where seq = {check.Verdict.Seq} - 3)");

        verdict.Faults.ShouldContain(f => f.What == AuditFault.Removed && f.Until == check.Verdict.Seq, string.Join('\n', verdict.Faults));
    }

    [Fact]
    public async Task Keeps_what_is_said_of_a_client_locked_and_opens_it_for_who_may_see_it()
    {
        var advisor = await house.Person(Role.Advisor, "Locked");
        var client = await _given.Client(advisor, "Zárolt");

        (await house.Count("select count(*) from kernel.audit_entry where client_id = $1 and (after like '%Zárolt%' or before like '%Zárolt%')", client.Id)).ShouldBe(0);
        var entry = (await house.Ask(advisor, new ReadAudit(client.Id, null, null, null, 10))).Items.Single(i => i.Entry.Action == "clients.added");
        entry.Entry.After.ShouldNotBeNull().ShouldContain("Zárolt");
    }

    [Fact]
    public async Task Takes_entries_from_before_there_were_keys_as_they_are()
    {
        var advisor = await house.Person(Role.Advisor, "Old Entry");
        var client = await _given.Client(advisor);
        var database = house.Services.GetRequiredService<Database>();
        await using (var other = new Committer(database.Source))
        {
            var entry = new AuditDraft("test.old", "client", client.Id, client.Id, null, new { phone = "+3612345678" });
            await other.Commit(new CommitPart([], AuditEntry.From([entry], advisor, house.Clock.GetUtcNow())));
        }

        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
        (await house.Ask(new ReadAudit(client.Id, null, null, null, 10))).Items.Single(i => i.Entry.Action == "test.old").Entry.After.ShouldBe("{\"phone\":\"+3612345678\"}");
    }

    /// <summary>The verdict while it is tampered with; nobody else sees it, and nobody else writes meanwhile.</summary>
    /// <param name="tampering">Statements; <c>{0}</c> is the number of the victim.</param>
    /// <param name="back">How far from the end the victim is.</param>
    private async Task<(AuditVerdict Verdict, long Victim)> Tampered(string tampering, int back = 0, AuditHead? kept = null)
    {
        await using var connection = await house.Services.GetRequiredService<Database>().Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var victim = (await AuditChain.LockHead(connection, default)).Seq - back;
        await Run(connection, string.Format(System.Globalization.CultureInfo.InvariantCulture, tampering, victim));
        return (await ChainVerifier.On(connection, null, kept is null ? [] : [ChainAnchor.Of(kept)], default), victim);
    }

    private static async Task Run(NpgsqlConnection connection, string statements)
    {
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync();
    }
}
