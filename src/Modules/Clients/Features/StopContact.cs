using CrossSell.Clients.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features;

internal sealed class StopContactHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<StopContact, Done>
{
    public async Task<Done> Handle(StopContact request, CancellationToken ct)
    {
        var record = new ClientRecord(unit);
        var (old, consents) = await record.Load(request.ClientId, null, ct);
        consents.WithdrawAll(old.Id, clock.Now, request.Source);
        if (old.DoNotContact && consents.Added.Count == 0)
        {
            return Done.Instance;
        }

        var client = old with { DoNotContact = true, Granted = consents.Granted, Version = old.Version + 1 };
        var difference = Difference.Between(old.Facts(), client.Facts());
        await record.Update(client, consents.Added, ct);
        unit.Audit(new AuditDraft("clients.contactStopped", "client", client.Id, client.Id, difference.Before, difference.After));
        unit.Touch(client.Id);
        return Done.Instance;
    }
}
