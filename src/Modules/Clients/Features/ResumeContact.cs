using CrossSell.Clients.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features;

/// <summary>The history keeps the mistaken withdrawal and gets the consents granted again; what was said otherwise since stays as said.</summary>
internal sealed class ResumeContactHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<ResumeContact, Done>
{
    public async Task<Done> Handle(ResumeContact request, CancellationToken ct)
    {
        var record = new ClientRecord(unit);
        var (old, consents) = await record.Load(request.ClientId, null, ct);
        foreach (var withdrawn in consents.Latest.Where(c => !c.Granted && c.Source == request.Stopped).ToList())
        {
            consents.Say(old.Id, new ConsentData(withdrawn.Channel, withdrawn.Purpose, true), clock.Now, request.Source);
        }

        var client = old with { DoNotContact = false, Granted = consents.Granted, Version = old.Version + 1 };
        var difference = Difference.Between(old.Facts(), client.Facts());
        await record.Update(client, consents.Added, ct);
        unit.Audit(new AuditDraft("clients.contactResumed", "client", client.Id, client.Id, difference.Before, difference.After));
        unit.Touch(client.Id);
        return Done.Instance;
    }
}
