using CrossSell.Clients.Domain;
using CrossSell.Clients.Features.Handover;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features;

internal sealed class ChangeClientHandler(IUnitOfWork unit, ClientMover mover, AdvisorChoice advisors, IPeople people, IDispatcher dispatcher, CallContext call, BusinessClock clock) : ICommandHandler<ChangeClient, ClientView>
{
    public async Task<ClientView> Handle(ChangeClient request, CancellationToken ct)
    {
        var record = new ClientRecord(unit);
        var (old, consents) = await record.Load(request.ClientId, request.IfVersion, ct);
        var client = await Changed(old, consents, request.Data, ct);
        var difference = Difference.Between(old.Facts(), client.Facts());
        if (!difference.IsEmpty || consents.Added.Count > 0)
        {
            client = client with { Version = old.Version + 1 };
            await record.Update(client, consents.Added, ct);
            unit.Audit(new AuditDraft("clients.changed", "client", client.Id, client.Id, difference.Before, difference.After));
            unit.Touch(client.Id);
            if (consents.Added.Count > 0)
            {
                unit.Send(new ConsentsChanged(client.Id).Draft(client.Version));
            }

            if (client.AdvisorId != old.AdvisorId)
            {
                await mover.Follow(new HandoverStep(await unit.Connection(ct), null, [new ClientMove(client.Id, old.AdvisorId, client.AdvisorId)]), ct);
            }

            if (difference.After.Keys.Intersect(ContactDataChanged.Fields).Any())
            {
                await dispatcher.Tell(new ContactDataChanged([client.Id]), ct);
            }
        }

        var advisor = (await people.ById([client.AdvisorId], ct)).GetValueOrDefault(client.AdvisorId);
        return client.View(advisor?.Email ?? string.Empty, consents);
    }

    private async Task<Client> Changed(Client old, ConsentHistory consents, ClientData data, CancellationToken ct)
    {
        var faults = new Faults();
        var client = new ClientForm(data, clock.Today, faults).FilledInto(old);
        if (!string.IsNullOrWhiteSpace(data.Advisor))
        {
            await advisors.Learn([data.Advisor], ct);
            client = client with { AdvisorId = advisors.Of(data.Advisor, faults) ?? old.AdvisorId };
        }

        foreach (var consent in ConsentForm.Checked(data.Consents ?? [], clock.Now, faults))
        {
            consents.Say(old.Id, consent, clock.Now, call.Actor.Cause);
        }

        faults.Throw();
        return client with { Granted = consents.Granted, DoNotContact = old.DoNotContact && !GrantsAnew(old, consents) };
    }

    /// <summary>Who asked to be left alone and then allows something again may be approached for that.</summary>
    private static bool GrantsAnew(Client old, ConsentHistory consents) => consents.Granted.Except(old.Granted).Any();
}
