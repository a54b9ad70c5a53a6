using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Kernel;

/// <summary>A command that holds a row and then wants the chain, beside a batch that has the chain and wants the row.</summary>
[Collection("house")]
public sealed class Committing_beside_a_lock(HouseFixture house)
{
    [Fact]
    public async Task Neither_waits_for_the_other_for_ever_and_others_go_on()
    {
        var person = await house.Person(Role.Advisor, "Beside A Lock");
        var source = house.Services.GetRequiredService<Database>().Source;
        await using var committer = new Committer(source);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.Execute("update access.\"user\" set name = name where id = $1", [person.UserId], default);

        var waiting = committer.Commit(new CommitPart([new SqlWrite("update access.\"user\" set name = name where id = $1", person.UserId)], []));
        await Task.Delay(100);
        var other = committer.Commit(new CommitPart([new SqlWrite("update access.\"user\" set name = name where id = $1", Guid.Empty)], []));
        var holding = committer.CommitOn(connection, transaction, new CommitPart([], AuditEntry.From([], person, house.Clock.GetUtcNow())), default);

        await Task.WhenAll(waiting, other, holding).WaitAsync(TimeSpan.FromSeconds(20));
    }
}
