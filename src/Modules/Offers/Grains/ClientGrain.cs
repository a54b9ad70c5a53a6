using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Features;
using CrossSell.Offers.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Offers.Grains;

/// <summary>Loads on activation, decides, commits through the unit of work, then replaces its memory. Who else wrote in between is met by the version guard: read again, decide once more.</summary>
internal sealed class ClientGrain(ClientLoader loader, ActiveClients active, IServiceScopeFactory scopes, BusinessClock clock) : Grain, IClientGrain
{
    private readonly Presence _presence = new();
    private ClientLive? _live;
    private List<TimelineItem>? _timeline;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        active.Enter(this.GetPrimaryKey());
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        active.Leave(this.GetPrimaryKey());
        return Task.CompletedTask;
    }

    public Task Reload()
    {
        Forget();
        return Task.CompletedTask;
    }

    public async Task<ClientCard> Card(Caller caller)
    {
        var live = await Live(caller.Actor);
        await using var scope = scopes.CreateAsyncScope();
        _timeline ??= await scope.ServiceProvider.GetRequiredService<Timeline>().Of(live.Client.Id, CancellationToken.None);
        var catalog = await Catalog(scope.ServiceProvider);
        var learned = await scope.ServiceProvider.GetRequiredService<LearnedModels>().Get(CancellationToken.None);
        return scope.ServiceProvider.GetRequiredService<CardMaker>().Make(live, catalog, _timeline, _presence.Others(caller.Actor, caller.Now), learned);
    }

    public async Task<List<OnTheLine>> Hold(bool open, Caller caller)
    {
        await Live(caller.Actor with { Scope = caller.Actor.Scope.Writing });
        if (open)
        {
            _presence.Hold(caller.Actor, caller.Now);
        }
        else
        {
            _presence.Release(caller.Actor);
        }

        return _presence.Others(caller.Actor, caller.Now);
    }

    public async Task<CallTaken> TakeCall(Guid? offerId, Caller caller)
    {
        if (!_presence.IsFreeFor(caller.Actor, caller.Now))
        {
            return new CallTaken(null, true);
        }

        // What was allowed when the list was read may be so no longer: decided on the record, not on the memory.
        Forget();
        var live = await Live(caller.Actor);
        var offer = live.Offers.FirstOrDefault(o => o.Id == offerId);
        if (ContactRules.WasNotReachedJustNow(live, offer, clock.Now))
        {
            return new CallTaken(null, false);
        }

        if ((offerId is not null && offer is not { Status: OfferStatus.Open }) || ContactRules.Against(live, offer, clock.DateOf, clock.Today) is not null)
        {
            return new CallTaken(null, false);
        }

        _presence.Hold(caller.Actor, caller.Now);
        return new CallTaken(await Card(caller), false);
    }

    public async Task PutAside(Caller caller)
    {
        await Live(caller.Actor);
        _presence.PutAside(caller.Actor, caller.Now);
    }

    public async Task<int> KeepConsents(Caller caller)
    {
        Forget();
        var live = await Live(caller.Actor);
        return live.Open.All(o => !ContactRules.IsForbidden(live.Client.Granted, o.Purpose, o.Channel))
            ? 0
            : await Write(caller, (writer, fresh, catalog) => writer.KeepConsents(fresh, catalog));
    }

    public Task<OutcomeAnswer> Record(RecordOutcome command, Caller caller) =>
        Write(caller, (writer, live, catalog) => writer.Record(live, catalog, command, caller.Actor));

    public Task<OfferView> Open(OpenOffer command, Caller caller) =>
        Write(caller, (writer, live, catalog) => writer.Open(live, catalog, command));

    public Task<OfferSent> Send(SendOffer command, Caller caller) =>
        Write(caller, (writer, live, catalog) => writer.Send(live, command));

    public Task<OfferView> Withdraw(WithdrawOffer command, Caller caller) =>
        Write(caller, (writer, live, catalog) => writer.Withdraw(live, catalog, command));

    public async Task<OutcomeUndone> Undo(UndoOutcome command, Caller caller)
    {
        var answer = await Write<OutcomeUndone, OutcomeUndoer>(caller, (undoer, live, catalog) => undoer.Undo(live, catalog, command));
        Forget();
        return answer;
    }

    public async Task<OutcomeAnswer> Correct(CorrectOutcome command, Caller caller)
    {
        var answer = await Write<OutcomeAnswer, OutcomeUndoer>(caller, (undoer, live, catalog) => undoer.Correct(live, catalog, command, caller.Actor));
        Forget();
        return answer;
    }

    private Task<T> Write<T>(Caller caller, Func<ClientWriter, ClientLive, CatalogSnapshot, Task<(T Answer, ClientLive After)>> act) => Write<T, ClientWriter>(caller, act);

    private async Task<T> Write<T, TWriter>(Caller caller, Func<TWriter, ClientLive, CatalogSnapshot, Task<(T Answer, ClientLive After)>> act)
        where TWriter : notnull
    {
        for (var attempt = 1; ; attempt++)
        {
            var live = await Live(caller.Actor);
            try
            {
                return await WriteOnce(caller, live, act);
            }
            catch (VersionConflictException) when (attempt < 3)
            {
                Forget();
            }
            catch (VersionConflictException)
            {
                Forget();
                throw new ConflictException("error.changedElsewhere", "The client was changed at the same moment; please try again.");
            }
            catch (HouseException) when (attempt == 1)
            {
                if (await IsFresh(live))
                {
                    throw;
                }

                Forget();
            }
        }
    }

    private async Task<T> WriteOnce<T, TWriter>(Caller caller, ClientLive live, Func<TWriter, ClientLive, CatalogSnapshot, Task<(T Answer, ClientLive After)>> act)
        where TWriter : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var call = services.GetRequiredService<CallContext>();
        call.Actor = caller.Actor;
        call.IdempotencyKey = caller.Key;
        var catalog = await Catalog(services);
        var unit = services.GetRequiredService<IUnitOfWork>();
        using var _ = unit.Begin();
        unit.GuardClient(live.Client.Id, live.Version);
        var (answer, after) = await act(services.GetRequiredService<TWriter>(), live, catalog);
        await unit.Commit(CancellationToken.None);
        _live = after;
        _timeline = null;
        return answer;
    }

    private async Task<ClientLive> Live(Actor actor)
    {
        var id = this.GetPrimaryKey();
        _live ??= await loader.Load(id, CancellationToken.None) ?? throw new NotFoundException("client", id);
        return actor.Scope.Allows(_live.Client.AdvisorId, id) ? _live : throw new NotFoundException("client", id);
    }

    /// <summary>A refusal counts only when it was decided on the present state.</summary>
    private async Task<bool> IsFresh(ClientLive live) => await loader.Load(live.Client.Id, CancellationToken.None) is { } now && now.Version == live.Version;

    private void Forget()
    {
        _live = null;
        _timeline = null;
    }

    private static async Task<CatalogSnapshot> Catalog(IServiceProvider services) =>
        await services.GetRequiredService<IDispatcher>().Ask(new GetCatalog());
}
