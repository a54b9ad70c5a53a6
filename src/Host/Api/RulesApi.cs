using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Catalog.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class RulesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("Rules");
        rules.MapGet("/", List).Permit(Permission.SeeCatalog).WithSummary("The cross-sell rules in force; with state=all those switched off and drafts too");
        rules.MapGet("/{line}/{code}", Get).Permit(Permission.SeeCatalog).WithSummary("One rule: what is in force, what the line says, the draft");
        rules.MapGet("/{line}/{code}/versions", Versions).Permit(Permission.SeeCatalog).WithSummary("The versions of a rule, newest first");
        rules.MapPut("/{line}/{code}", Save).Permit(Permission.ManageCatalog).WithSummary("Changes a line's rule or makes one of the house: as a draft, or in force at once");
        rules.MapPost("/{line}/{code}/on", (string line, string code, SwitchBody? body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) => Switch(line, code, true, body, http, dispatcher, ct))
            .Permit(Permission.ManageCatalog).WithSummary("Switches a rule on: its draft, where there is one");
        rules.MapPost("/{line}/{code}/off", (string line, string code, SwitchBody? body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) => Switch(line, code, false, body, http, dispatcher, ct))
            .Permit(Permission.ManageCatalog).WithSummary("Switches a rule off");
        rules.MapPost("/{line}/{code}/restore", Restore).Permit(Permission.ManageCatalog).WithSummary("Puts what the line says in force again, or an earlier version");
        rules.MapPost("/rehearse", Rehearse).Permit(Permission.ManageCatalog).WithSummary("What a rule would do in the next thirteen weeks, changing nothing");
    }

    private static async Task<ListAnswer<RuleAnswer>> List(string? after, int? limit, string? state, IDispatcher dispatcher, CancellationToken ct)
    {
        var most = Paging.Limit(limit);
        var rules = await dispatcher.Ask(new ListRules(), ct);
        return Paging.Cut(rules.Where(r => r.State == RuleState.On || state == "all").Select(RuleAnswer.Of), r => r.Code, after, most);
    }

    private static async Task<Ok<RuleAnswer>> Get(string line, string code, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        Tagged(http, await dispatcher.Ask(new GetRule($"{line}/{code}"), ct));

    private static async Task<ListAnswer<RuleVersionAnswer>> Versions(string line, string code, IDispatcher dispatcher, CancellationToken ct) =>
        new([.. (await dispatcher.Ask(new ListRuleVersions($"{line}/{code}"), ct)).Select(v => new RuleVersionAnswer(v.Version, v.State, v.Rule is null ? null : RuleBody.Of(v.Rule), v.By, v.At, v.Note))], null);

    private static async Task<Ok<RuleAnswer>> Save(string line, string code, SaveRuleBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        Tagged(http, await dispatcher.Send(new SaveRule(line, Read(body.Rule, line, code), body.Draft ?? false, body.Note, http.IfVersion()), ct));

    private static async Task<Ok<RuleAnswer>> Switch(string line, string code, bool on, SwitchBody? body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        Tagged(http, await dispatcher.Send(new SwitchRule($"{line}/{code}", on, body?.Note, http.IfVersion()), ct));

    private static async Task<Ok<RuleAnswer>> Restore(string line, string code, RestoreBody? body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        Tagged(http, await dispatcher.Send(new ReturnToRule($"{line}/{code}", body?.Version, http.IfVersion()), ct));

    private static Task<RuleRehearsal> Rehearse(RehearseBody body, IDispatcher dispatcher, CancellationToken ct)
    {
        var line = Body.Required(body.Line, "line");
        return dispatcher.Ask(new RehearseRule(line, Read(body.Rule, line, body.Code ?? "rehearsed"), body.MoreThan ?? 3), ct);
    }

    private static Ok<RuleAnswer> Tagged(HttpContext http, RuleView rule) => http.Tagged(RuleAnswer.Of(rule), rule.Newest);

    /// <summary>The code stands in the address.</summary>
    private static RuleDefinition Read(JsonObject? rule, string line, string code)
    {
        var whole = rule?.DeepClone().AsObject() ?? throw new InvalidInputException("rule", "required", "Required.");
        whole["code"] = code;
        return RuleReader.Read(JsonSerializer.SerializeToElement(whole), line);
    }
}

/// <param name="Rule">As a <c>line.json</c> says it: <c>when</c>, <c>offer</c>, <c>because</c>, and if wished <c>afterDays</c>, <c>priority</c>, <c>unless</c>.</param>
/// <param name="Draft">Keep it without switching it on.</param>
internal sealed record SaveRuleBody(JsonObject? Rule, bool? Draft, string? Note);

internal sealed record SwitchBody(string? Note);

/// <param name="Version">None for what the line says.</param>
internal sealed record RestoreBody(int? Version);

/// <param name="Code">Of the rule it would change, so that it does not clash with itself.</param>
/// <param name="MoreThan">Clients touched more often are counted; 3 when not given.</param>
internal sealed record RehearseBody(string? Line, string? Code, JsonObject? Rule, int? MoreThan);

internal sealed record RuleVersionAnswer(int Version, string State, RuleBody? Rule, string By, DateTimeOffset At, string? Note);

/// <param name="When">As a <c>line.json</c> says it.</param>
/// <param name="Offer">The product offered, <c>line/code</c>.</param>
internal sealed record RuleBody(JsonObject When, string Offer, int AfterDays, int Priority, JsonObject? Unless, Text Because)
{
    public static RuleBody Of(RuleDefinition d) => new(ConditionShape.Of(d.When), d.Offer, d.AfterDays, d.Priority, d.Unless is null ? null : ConditionShape.Of(d.Unless), d.Because);
}

/// <param name="Code"><c>line/code</c>.</param>
/// <param name="When">As a <c>line.json</c> says it.</param>
/// <param name="Offer">The product offered, <c>line/code</c>.</param>
/// <param name="Version">Of what administrators made of it; 0 while it is as the line says.</param>
/// <param name="Draft">A change that is not in force yet.</param>
internal sealed record RuleAnswer(
    string Code, string Line, string LineVersion, JsonObject When, string Offer, int AfterDays, int Priority, JsonObject? Unless, Text Because,
    RuleState State, RuleSource Source, int Version, string? By, DateTimeOffset? At, string? Note, bool OwnChanged, RuleBody? Own, RuleBody? Draft)
{
    public static RuleAnswer Of(RuleView rule)
    {
        var d = rule.Rule;
        return new(
            rule.Code, rule.Line, rule.LineVersion, ConditionShape.Of(d.When), d.Offer, d.AfterDays, d.Priority, d.Unless is null ? null : ConditionShape.Of(d.Unless), d.Because,
            rule.State, rule.Source, rule.Version, rule.By, rule.At, rule.Note, rule.OwnChanged, rule.Own is null ? null : RuleBody.Of(rule.Own), rule.Draft is null ? null : RuleBody.Of(rule.Draft));
    }
}
