using CrossSell.Catalog.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Features;

/// <summary>What a state does on entry beside its tasks: things that can't be taken back.</summary>
internal sealed class EntryActions(IDispatcher dispatcher, Database database, Players players, BusinessClock clock)
{
    private readonly List<Guid> _requested = [];

    public IReadOnlyList<Guid> TakeRequested()
    {
        Guid[] taken = [.. _requested];
        _requested.Clear();
        return taken;
    }

    public async Task Take(ProcessDefinition definition, ProcessState at, StateDefinition state, ProcessSubject subject, string? documentNumber, CancellationToken ct)
    {
        for (var i = 0; i < state.Enter.Count; i++)
        {
            var action = state.Enter[i];
            await (action.Do switch
            {
                ProcessAction.Document => Request(at, action, subject, ct),
                ProcessAction.Mail => Write(definition, at, action, i, subject, ct),
                ProcessAction.AddContract => dispatcher.Send(Sold(subject, documentNumber), ct),
                ProcessAction.StartProcess => dispatcher.Send(new StartProcesses([new NewProcess(Ids.New(clock.Now), action.Process!, subject with { ParentId = at.Id })]), ct),
                _ => Task.CompletedTask,
            });
        }
    }

    private Task<Done> Request(ProcessState at, ActionDefinition action, ProcessSubject s, CancellationToken ct)
    {
        var id = Ids.New(clock.Now);
        _requested.Add(id);
        return dispatcher.Send(new RequestDocument(id, at.Id, action.Template!, new DocumentSubject(Of(s.ClientId), Of(s.OfferId), Of(s.AdvisorId), s.Product!, s.Variant, s.Language)), ct);
    }

    /// <summary>The same entry of the same state is one mail, however often it is written.</summary>
    private async Task Write(ProcessDefinition definition, ProcessState at, ActionDefinition action, int place, ProcessSubject subject, CancellationToken ct)
    {
        await dispatcher.Send(
            new RequestMail
            {
                Id = Ids.Of($"process:{at.Id}:{at.Row}:{at.State}:{place}"),
                Template = action.Template!,
                Line = subject.Product?.Split('/')[0],
                To = await To(definition, action.To!, subject, ct),
                ClientId = subject.ClientId,
                OfferId = subject.OfferId,
                ProcessId = at.Id,
                Documents = action.Attach ? await Documents(at.Id, ct) : [],
                Data = Data(definition, at, subject),
                Answers = Answers(definition, at, action, subject),
                AskedBy = subject.StarterId,
            },
            ct);
    }

    /// <summary>Who is asked for an answer and has something to choose gets links for it; a step that wants more than a click and a note is left to the portal.</summary>
    private static MailAnswers? Answers(ProcessDefinition definition, ProcessState at, ActionDefinition action, ProcessSubject subject)
    {
        var choices = definition.Transitions
            .Where(t => t.From == at.State && t.By is not null && t.By == action.To && t.Limit.Keeps(subject.Values) && !t.Requires.Any(r => r.StartsWith("field:", StringComparison.Ordinal)))
            .DistinctBy(t => t.On)
            .Select(t => new MailChoice(t.On, t.Name.Hu, t.Name.En) { Note = t.Requires.Contains("note") })
            .ToList();
        return choices.Count == 0 ? null : new MailAnswers(choices, MailAnswers.DaysForOffers);
    }

    private async Task<MailTo> To(ProcessDefinition definition, string to, ProcessSubject subject, CancellationToken ct)
    {
        if (to == "client")
        {
            return MailTo.Client;
        }

        var part = await players.Of(definition, to, subject, ct);
        return part.Person is { } person ? MailTo.User(person) : MailTo.Role(part.Role!);
    }

    private async Task<IReadOnlyList<Guid>> Documents(Guid process, CancellationToken ct) =>
        [.. await database.Query("select id from documents.pub_document where process_id = $1 and status <> 'cancelled' and status <> 'failed' order by id", r => r.GetGuid(0), [process], ct), .. _requested];

    private static Dictionary<string, string> Data(ProcessDefinition definition, ProcessState at, ProcessSubject subject) => new(subject.Values ?? [])
    {
        ["title"] = subject.Title ?? subject.Product ?? string.Empty,
        ["process@hu"] = definition.Name.Hu,
        ["process@en"] = definition.Name.En,
        ["state@hu"] = definition.State(at.State).Name.Hu,
        ["state@en"] = definition.State(at.State).Name.En,
        ["details@hu"] = Details(definition, subject, "hu"),
        ["details@en"] = Details(definition, subject, "en"),
        ["path"] = $"/Processes/{at.Id}",
    };

    private static string Details(ProcessDefinition definition, ProcessSubject subject, string language) => string.Join(
        "; ", definition.Fields.Where(f => subject.Values?.ContainsKey(f.Name) == true).Select(f => $"{f.Label.In(language)}: {FieldValues.Say(f, subject.Values![f.Name], language)}"));

    private AddSoldContract Sold(ProcessSubject s, string? number) =>
        new(Ids.New(clock.Now), Of(s.ClientId), s.Product!, s.Variant, number, s.Start ?? clock.Today, s.Expiry, s.NoticeDays, s.Price, s.ReplacesContractId) { Fields = s.Fields };

    private static Guid Of(Guid? id) => id ?? throw new InvalidOperationException("A document and a contract are made for an offer; the definition was checked for it.");
}
