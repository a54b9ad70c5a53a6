using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features;

internal sealed class AddClientHandler(IUnitOfWork unit, AdvisorChoice advisors, IPeople people, CallContext call, BusinessClock clock) : ICommandHandler<AddClient, ClientView>
{
    public async Task<ClientView> Handle(AddClient request, CancellationToken ct)
    {
        var (data, now, faults) = (request.Data, clock.Now, new Faults());
        var blank = new Client { Id = Ids.New(now), CreatedAt = now, Version = 1 };
        var client = new ClientForm(data, clock.Today, faults).FilledInto(blank) with { AdvisorId = await Advisor(data.Advisor, faults, ct) };
        var consents = new ConsentHistory([]);
        foreach (var consent in ConsentForm.Checked(data.Consents ?? [], now, faults))
        {
            consents.Say(client.Id, consent, now, call.Actor.Cause);
        }

        faults.Throw();
        client = client with { Granted = consents.Granted };
        await new ClientRecord(unit).Insert(client, consents.Added, ct);
        unit.Audit(new AuditDraft("clients.added", "client", client.Id, client.Id, null, ClientRecord.Known(client)));
        unit.Touch(client.Id);
        return client.View((await people.ById([client.AdvisorId], ct))[client.AdvisorId].Email, consents);
    }

    /// <summary>An advisor who names nobody adds a client of their own.</summary>
    private async Task<Guid> Advisor(string? email, Faults faults, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(email))
        {
            await advisors.Learn([email], ct);
            return advisors.Of(email, faults) ?? Guid.Empty;
        }

        if (call.Actor is { Role: Role.Advisor, UserId: { } own })
        {
            return own;
        }

        faults.Add("advisor", "required", "Required: the advisor's e-mail address.");
        return Guid.Empty;
    }
}
