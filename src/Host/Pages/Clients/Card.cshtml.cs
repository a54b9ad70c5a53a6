using CrossSell.Catalog.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>One client: everything that is known, and the next step.</summary>
[Permit(Permission.SeeClients)]
internal sealed class CardModel(IDispatcher dispatcher, PeopleNames people, Sentences say, BusinessClock clock, Shell shell) : PortalPage
{
    public const int FirstSuggestions = 3;
    private const int MostDocuments = 50;
    private const int MostFound = 6;
    private const int MostMails = 20;
    private const int MostProcesses = 20;
    private const int FirstNotes = 10;
    private const int MostNotes = 200;
    private static readonly ClientData Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>How many notes are shown.</summary>
    [BindProperty(SupportsGet = true, Name = "notes")]
    public int? Shown { get; set; }

    public Page<NoteView> Notes { get; private set; } = new([], null);

    /// <summary>The note that was refused, and why.</summary>
    public string? NoteText { get; private set; }

    public string? NoteFault { get; private set; }

    public IReadOnlyList<TaskView> Tasks { get; private set; } = [];

    /// <summary>What the client has of each line, and what not.</summary>
    public IReadOnlyList<ShelfLine> Shelf { get; private set; } = [];

    public IReadOnlyList<ClientLink> Links { get; private set; } = [];

    public ClientCard Card { get; private set; } = null!;

    public ClientView Client { get; private set; } = null!;

    public IReadOnlyList<DocumentView> Documents { get; private set; } = [];

    public IReadOnlyList<MailView> Mails { get; private set; } = [];

    /// <summary>What runs about the client.</summary>
    public IReadOnlyList<ProcessRow> Processes { get; private set; } = [];

    /// <summary>What the person may start about the client.</summary>
    public IReadOnlyList<StartableProcess> Startable { get; private set; } = [];

    /// <summary>What the product lines have to say about the client.</summary>
    public IReadOnlyList<LineSectionView> Sections { get; private set; } = [];

    public IReadOnlyList<ConsentEntry> ConsentHistory { get; private set; } = [];

    /// <summary>The client's advisor and managers correct what was recorded wrongly.</summary>
    public bool MayCorrect => !IsReadOnly && (shell.Actor.UserId == Client.AdvisorId || shell.Actor.Role is Role.Manager or Role.Administrator);

    /// <summary>Handed over to somebody else, and for a while still to be read.</summary>
    public bool IsReadOnly => shell.IsReadOnly;

    public string AdvisorName { get; private set; } = string.Empty;

    /// <summary>The form that was refused: it stays open.</summary>
    public string? OpenForm { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        OpenForm = HttpMethods.IsPost(Request.Method) ? Request.Query["handler"].ToString() : null;
        Card = await dispatcher.Ask(new GetCard(Id), ct);
        Client = await dispatcher.Ask(new GetClient(Id), ct);
        shell.IsReadOnly = !shell.Actor.Scope.Allows(Client.AdvisorId);
        Sections = await dispatcher.Ask(new GetClientSections(Id), ct);
        await people.Load([Client.AdvisorId], ct);
        await say.Load(Card.Timeline, ct);
        AdvisorName = people.Of(Client.AdvisorId, Client.Advisor);
        ConsentHistory = await dispatcher.Ask(new GetConsentHistory(Id), ct);
        Notes = await dispatcher.Ask(new ListNotes(Id, false, null, Math.Clamp(Shown ?? FirstNotes, 1, MostNotes)), ct);
        Shelf = await dispatcher.Ask(new GetShelf(Id), ct);
        Tasks = await dispatcher.Ask(new ListClientTasks(Id), ct);
        Links = await dispatcher.Ask(new ListClientLinks(Id), ct);
        (NoteText, NoteFault) = OpenForm == "Note" && Trouble is { } refused ? (Request.Form["text"].ToString(), refused.Of("text")) : (null, null);
        Mails = (await dispatcher.Ask(new ListMails(Id, null, null, null, MostMails), ct)).Items;
        Processes = (await dispatcher.Ask(new ListProcesses(new ProcessFilter(ClientId: Id, Category: Sdk.StateCategory.Open), null, MostProcesses), ct)).Items;
        Startable = shell.MayHere(Permission.MoveProcesses) ? await dispatcher.Ask(new ListStartable(AboutClient: true), ct) : [];
        Documents = (await dispatcher.Ask(new ListDocuments(Id, null, null, null, MostDocuments), ct)).Items;
    }

    public async Task<PartialViewResult> OnGetLineAsync(CancellationToken ct) =>
        Fragment("_OnTheLine", await dispatcher.Ask(new HoldLine(Id, true), ct));

    public async Task<NoContentResult> OnPostReleaseAsync(CancellationToken ct)
    {
        await dispatcher.Ask(new HoldLine(Id, false), ct);
        return new NoContentResult();
    }

    public async Task<IActionResult> OnPostOfferAsync(CancellationToken ct)
    {
        var form = Posted;
        var offer = await dispatcher.Send(new OpenOffer(Id, form.Text("product"), form.Optional("variant"), form.Optional("reason"), null, null), ct);
        return IsPartial ? Fragment("_OpenOffer", offer) : Back("offerOpened");
    }

    /// <summary>Mails an offer to the client, with its answer links.</summary>
    public async Task<IActionResult> OnPostSendAsync(Guid offer, CancellationToken ct)
    {
        await dispatcher.Send(new SendOffer(offer, "email"), ct);
        return Back("offerMailed");
    }

    public async Task<IActionResult> OnPostCorrectAsync(Guid offer, CancellationToken ct)
    {
        var form = Posted;
        form.Require("why");
        form.Require("answer");
        form.Demand();
        var parts = form.Text("answer").Split(':');
        var outcome = Api.EnumWords.Read<Sdk.Outcome>(parts[0]) ?? throw new Kernel.Errors.InvalidInputException("answer", "unknownOutcome", "This is not an outcome.");
        await dispatcher.Send(new CorrectOutcome(offer, outcome, form.Text("why"), parts.Length > 1 ? parts[1] : null, null, null), ct);
        return Back("corrected");
    }

    public async Task<IActionResult> OnPostClientAsync(CancellationToken ct)
    {
        var form = Posted;
        var birth = form.Day("birthDate");
        form.Demand();
        var data = new ClientData(
            null, null, form.Text("givenName"), form.Text("familyName"), form.Text("companyName"), birth, form.Text("taxNumber"), form.Text("email"), form.Text("phone"),
            new AddressData(null, form.Text("address.postalCode"), form.Text("address.city"), form.Text("address.street")), form.Optional("language"), null, null, null, form.Pairs("attribute", "value"));
        await dispatcher.Send(new ChangeClient(Id, data, form.Number("version") is { } version ? (int)version : null), ct);
        return Back("clientChanged");
    }

    /// <summary>The product whose own fields the form of a new contract shows.</summary>
    public string? FieldsOf => Request.HasFormContentType ? (OpenForm == "Contract" ? Request.Form["product"].ToString() : null) : Request.Query["product"];

    public async Task<PartialViewResult> OnGetContractFieldsAsync(CancellationToken ct)
    {
        Client = await dispatcher.Ask(new GetClient(Id), ct);
        return Fragment("_ContractFields", this);
    }

    public async Task<IActionResult> OnPostContractAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("product");
        form.Require("start");
        var fields = Request.Form.Where(f => f.Key.StartsWith("fields.", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(f.Value))
            .ToDictionary(f => f.Key["fields.".Length..], f => f.Value.ToString());
        var amount = form.Number("price.amount");
        var data = new ContractData(
            null, Id, form.Optional("product"), null, form.Text("heldAt"), form.Optional("provider"), form.Optional("number"), form.Day("start"), form.Day("expiry"),
            form.Number("noticeDays") is { } days ? (int)days : null,
            amount is null ? null : new PriceData(amount.Value, form.Text("price.currency"), form.Text("price.period")), fields);
        form.Demand();
        await dispatcher.Send(new AddContract(data), ct);
        return Back("contractAdded");
    }

    public async Task<IActionResult> OnPostConfirmExpiryAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("expiry");
        var expiry = form.Day("expiry");
        form.Demand();
        if (form.Ids("contract") is [var contract])
        {
            await dispatcher.Send(new ChangeContract(contract, new ContractData(null, null, null, null, null, null, null, null, expiry, null, null), null), ct);
        }

        return Back("expiryConfirmed");
    }

    public async Task<IActionResult> OnPostConsentsAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("source");
        form.Demand();
        var granted = Request.Form["consent"].ToHashSet();
        var said = from channel in new[] { "phone", "email", "post" } from purpose in new[] { "service", "marketing" } select new ConsentData(channel, purpose, granted.Contains($"{channel}:{purpose}"), null, form.Text("source"));
        var known = (await dispatcher.Ask(new GetClient(Id), ct)).Consents.ToLookup(c => (c.Channel, c.Purpose), c => c.Granted);
        await dispatcher.Send(new ChangeClient(Id, Nothing with { Consents = [.. said.Where(c => known[(c.Channel, c.Purpose)].FirstOrDefault() != c.Granted)] }, null), ct);
        return Back("consentsChanged");
    }

    public async Task<IActionResult> OnPostTaskAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("title");
        form.Require("dueOn");
        var due = form.Day("dueOn");
        form.Demand();
        var kind = Enum.TryParse<TaskKind>(form.Text("kind"), true, out var known) ? known : TaskKind.Call;
        await dispatcher.Send(new AddTask(Id, kind, form.Text("title"), due ?? clock.Today, null, null), ct);
        return Back("taskAdded");
    }

    /// <summary>What a note would make, while it is written. By POST, like the search below: what people write is no part of an address.</summary>
    public async Task<IActionResult> OnPostNoteTaskAsync(CancellationToken ct) =>
        await dispatcher.Ask(new ReadNoteTask(Id, Posted.Text("text")), ct) is var read && (read.Task is not null || read.Unread is not null) ? Fragment("_NoteTask", read) : Content(string.Empty);

    public async Task<IActionResult> OnPostNoteAsync(CancellationToken ct)
    {
        var form = Posted;
        var written = await dispatcher.Send(new WriteNote(Id, form.Text("text"), form.Text("pinned") == "true", form.Text("complaint") == "true"), ct);
        return Back(written.Task is null ? "noteWritten" : "noteAndTask");
    }

    public async Task<IActionResult> OnPostNotePinAsync(Guid noteId, CancellationToken ct)
    {
        await dispatcher.Send(new ChangeNote(noteId, null, Posted.Text("pinned") == "true"), ct);
        return Back("noteChanged");
    }

    public async Task<IActionResult> OnPostNoteChangeAsync(Guid noteId, CancellationToken ct)
    {
        await dispatcher.Send(new ChangeNote(noteId, Posted.Text("text"), null), ct);
        return Back("noteChanged");
    }

    public async Task<IActionResult> OnPostNoteRemoveAsync(Guid noteId, CancellationToken ct)
    {
        await dispatcher.Send(new RemoveNote(noteId), ct);
        return Back("noteRemoved");
    }

    public async Task<IActionResult> OnPostTaskDoneAsync(Guid task, CancellationToken ct)
    {
        await dispatcher.Send(new CompleteTask(task, null), ct);
        return Back("taskDone");
    }

    public async Task<PartialViewResult> OnPostFindAsync(CancellationToken ct)
    {
        await dispatcher.Ask(new GetClient(Id), ct);
        return Fragment("_LinkFound", Posted.Optional("q") is { } name ? (await dispatcher.Ask(new FindClients(name, null, null, MostFound + 1), ct)).Items.Where(c => c.Id != Id).Take(MostFound).ToList() : []);
    }

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("other");
        form.Demand();
        var other = form.Ids("other") is [var id] ? id : Guid.Empty;
        await dispatcher.Send(new LinkClients(Id, other, Api.EnumWords.Read<LinkKind>(form.Text("kind")) ?? LinkKind.Household, form.Optional("note")), ct);
        return Back("linked");
    }

    public async Task<IActionResult> OnPostUnlinkAsync(Guid linkId, CancellationToken ct)
    {
        await dispatcher.Send(new UnlinkClients(Id, linkId), ct);
        return Back("unlinked");
    }

    private RedirectResult Back(string done) => Redirect($"/Clients/{Id}?done={done}");
}
