using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Mail.Features;

/// <summary>Where a handover is to introduce the new advisors, each client who may be written to gets a mail of theirs, from the new one and in the client's language; once for each handover.</summary>
internal sealed class Introductions(IUnitOfWork unit, BusinessClock clock) : IHandsOver
{
    private const string Template = "introduction";
    private const string MayBeWritten = "c.email is not null and not c.do_not_contact and c.granted && array['email:service', 'email:marketing']";

    public async Task<IReadOnlyList<OpenWork>> Count(NpgsqlConnection connection, WorkOf of, CancellationToken ct) => !of.Introduce ? [] : await connection.Query(
        $"select count(*)::int from clients.pub_client c where c.advisor_id = $1 and ($2::uuid[] is null or c.id = any($2)) and {MayBeWritten}",
        r => new OpenWork("introductions", r.GetInt32(0)), [of.Person, of.Clients], ct);

    public async Task Move(HandoverStep step, CancellationToken ct)
    {
        if (!step.Introduce || step.Back || step.Id is not { } handover)
        {
            return;
        }

        var clients = await step.Connection.Query(
            $"select m.client_id from {HandoverStep.Table} join clients.pub_client c on c.id = m.client_id where m.from_id <> m.to_id and c.advisor_id = m.to_id and {MayBeWritten} order by 1",
            r => r.GetGuid(0), step.Values, ct);
        var ids = clients.ConvertAll(c => Ids.Of($"{Template}:{handover}:{c}"));
        await step.Connection.Execute(
            """
            insert into mail.message(id, template, to_kind, client_id, documents, data, status, requested_at, requested_by, round, version)
            select n.id, $3, 'client', n.client_id, '{}', '{}', 'requested', $4, $5, 1, 1 from unnest($1::uuid[], $2::uuid[]) as n(id, client_id) on conflict (id) do nothing
            """,
            [ids.ToArray(), clients.ToArray(), Template, clock.Now, "CrossSell"], ct);
        ids.ForEach(id => unit.Send(SendMail.Order(id, 1)));
        step.Parts.AddRange(ids.Select((id, i) => new BlockPart("mail.requested", "mail", id, clients[i], null, JsonText.Bytes(new { Template, To = "client", Handover = handover }))));
    }
}
