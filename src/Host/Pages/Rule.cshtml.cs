using CrossSell.Catalog.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>One rule: built by clicking, rehearsed, kept as a draft or switched on; its versions.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class RuleModel(IDispatcher dispatcher, Shell shell, ProductNames names, ILineCodes codes) : PortalPage
{
    private RuleDraft? _draft;

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>The rule as it stands; none for a new one.</summary>
    public RuleView? View { get; private set; }

    public IReadOnlyList<RuleVersion> Versions { get; private set; } = [];

    public IReadOnlyList<RuleFault> Faults { get; private set; } = [];

    public RuleRehearsal? Rehearsal { get; private set; }

    public int MoreThan { get; private set; } = 3;

    public RuleDraft Draft => _draft ??= new RuleDraft(View?.Draft ?? View?.Rule ?? Blank());

    public bool MayEdit => shell.Actor.May(Permission.ManageCatalog);

    public string Line => Draft.Rule.Offer.Split('/')[0];

    /// <summary>The conditions that the line's code adds.</summary>
    public IReadOnlyDictionary<string, Text> Custom => codes.Conditions(Line);

    public IEnumerable<string> Kinds => RuleDraft.Kinds.Where(k => k != "custom" || Custom.Count > 0);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        await names.Load(ct);
        if (Code is { Length: > 0 } code)
        {
            View = await dispatcher.Ask(new GetRule(code), ct);
            Versions = await dispatcher.Ask(new ListRuleVersions(code), ct);
        }

        if (HttpMethods.IsPost(Request.Method) && Posted.Optional("rule") is not null)
        {
            _draft ??= RuleDraft.Read(Posted);
        }
    }

    /// <summary>A button of the builder: the shape changes, nothing is kept.</summary>
    public async Task OnPostBuildAsync(CancellationToken ct)
    {
        await Load(ct);
        var parts = Posted.Text("do").Split(':');
        switch (parts)
        {
            case ["add", var path]:
                Draft.Add(path, Posted.Text($"kind.{path}"));
                break;
            case ["remove", var path]:
                Draft.Remove(path);
                break;
            case ["turn", var path]:
                Draft.Turn(path);
                break;
        }

        Faults = await dispatcher.Ask(new CheckRule(Line, Draft.Rule), ct);
    }

    public async Task<IActionResult> OnPostRehearseAsync(CancellationToken ct)
    {
        await Load(ct);
        MoreThan = (int)Math.Clamp(Posted.Number("moreThan") ?? 3, 1, 20);
        if (!await Check(ct))
        {
            return Page();
        }

        Rehearsal = await dispatcher.Ask(new RehearseRule(Line, Draft.Rule, MoreThan), ct);
        return Page();
    }

    public Task<IActionResult> OnPostDraftAsync(CancellationToken ct) => Save(draft: true, "ruleDraft", ct);

    public Task<IActionResult> OnPostOnAsync(CancellationToken ct) => Save(draft: false, "ruleOn", ct);

    public async Task<RedirectResult> OnPostReturnAsync(int? to, CancellationToken ct)
    {
        await dispatcher.Send(new ReturnToRule(Code ?? throw new InvalidInputException("code", "required", "Required."), to, Expected), ct);
        return Redirect($"/Rules/Edit?code={Code}&done=ruleReturned");
    }

    public RuleFault? FaultAt(string path) => Faults.FirstOrDefault(f => f.Path == path);

    /// <summary>The faults of one part: <c>when.0</c> is said as <c>when.all[0]…</c>.</summary>
    public IEnumerable<RuleFault> FaultsOf(RulePart part)
    {
        var at = FaultPath(part.Path);
        return Faults.Where(f => f.Path.StartsWith(at, StringComparison.Ordinal) && !f.Path[at.Length..].Contains('[', StringComparison.Ordinal) && (part.Inner.Count == 0 || f.Path.Length - at.Length <= 4));
    }

    public Condition? ParentOf(string path) => path.LastIndexOf('.') is var dot and > 0 ? At(path[..dot]) : null;

    private RuleDefinition Blank()
    {
        var first = names.All.First();
        return new RuleDefinition("own-" + Guid.CreateVersion7().ToString("N")[^6..], new Condition.Holds(first.Code), first.Code, 0, 50, null, new Text(string.Empty, string.Empty));
    }

    private int? Expected => Posted.Number("ifVersion") is { } version ? (int)version : null;

    private async Task<bool> Check(CancellationToken ct)
    {
        Faults = await dispatcher.Ask(new CheckRule(Line, Draft.Rule), ct);
        if (Faults.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Faults.Count == 0;
    }

    private async Task<IActionResult> Save(bool draft, string done, CancellationToken ct)
    {
        await Load(ct);
        if (!await Check(ct))
        {
            return Page();
        }

        var saved = await dispatcher.Send(new SaveRule(Line, Draft.Rule, draft, Posted.Optional("note"), Expected), ct);
        return Redirect($"/Rules/Edit?code={saved.Code}&done={done}");
    }

    private Condition? At(string path)
    {
        var steps = path.Split('.');
        var part = steps[0] == "unless" ? Draft.Rule.Unless : Draft.Rule.When;
        foreach (var step in steps.Skip(1).Select(s => int.TryParse(s, out var at) ? at : -1))
        {
            part = part switch
            {
                Condition.All all => all.Parts.ElementAtOrDefault(step),
                Condition.Any any => any.Parts.ElementAtOrDefault(step),
                Condition.Not not => not.Part,
                _ => null,
            };
        }

        return part;
    }

    private string FaultPath(string path)
    {
        var steps = path.Split('.');
        var (said, walked) = (steps[0], steps[0]);
        foreach (var step in steps.Skip(1))
        {
            said += At(walked) switch { Condition.All => $".all[{step}]", Condition.Any => $".any[{step}]", _ => ".not" };
            walked += "." + step;
        }

        return said;
    }
}
