using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Segments.Data;
using CrossSell.Segments.Domain.Filters;
using CrossSell.Segments.Messages;
using FluentValidation;

namespace CrossSell.Segments.Features;

internal sealed class AddCampaignValidator : AbstractValidator<AddCampaign>
{
    public AddCampaignValidator(BusinessClock clock) => RuleFor(c => c.Data).SetValidator(new CampaignDataValidator(clock)).OverridePropertyName(string.Empty);
}

internal sealed class ChangeCampaignValidator : AbstractValidator<ChangeCampaign>
{
    public ChangeCampaignValidator(BusinessClock clock) => RuleFor(c => c.Data).SetValidator(new CampaignDataValidator(clock)).OverridePropertyName(string.Empty);
}

internal sealed class CampaignDataValidator : AbstractValidator<CampaignData>
{
    public CampaignDataValidator(BusinessClock clock)
    {
        RuleFor(d => d.PerAdvisorPerDay).InclusiveBetween(1, 100).WithErrorCode("outOfRange").OverridePropertyName("perAdvisorPerDay").WithMessage("Must be between 1 and 100.");
        RuleFor(d => d.ControlPercent).InclusiveBetween(0, 50).WithErrorCode("outOfRange").OverridePropertyName("controlPercent").WithMessage("Must be between 0 and 50.");
        RuleFor(d => d.From).Must(d => d is null || d >= clock.Today).WithErrorCode("past").OverridePropertyName("from").WithMessage("Today or later.");
        RuleFor(d => d.Until).Must((data, d) => d is null || d > (data.From ?? clock.Today)).WithErrorCode("beforeFrom").OverridePropertyName("until").WithMessage("Must be after the first day.");
        RuleFor(d => d.Until).Must(d => d is null || d <= clock.Today.AddDays(730)).WithErrorCode("tooFar").OverridePropertyName("until").WithMessage("Within two years.");
    }
}

internal sealed class AddCampaignHandler(IUnitOfWork unit, CampaignReader reader, CampaignViews views, CallContext call, BusinessClock clock) : ICommandHandler<AddCampaign, CampaignView>
{
    public async Task<CampaignView> Handle(AddCampaign request, CancellationToken ct)
    {
        var owner = SegmentForm.Owner(call);
        var said = await reader.Read(request.Data, ct);
        var connection = await unit.Connection(ct);
        var id = Ids.New(clock.Now);
        await connection.Execute(
            """
            insert into segments.campaign(id, owner_id, name, segment_id, filter, product, variant, per_advisor_per_day, control_percent, because_hu, because_en, from_on, until_on, status, created_at, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'draft', $14, 1)
            """,
            [id, owner, .. said.Values, clock.Now], ct);
        unit.Audit(new AuditDraft("segments.campaignMade", "campaign", id, null, null, said.Facts));
        return await views.Of(connection, await CampaignTable.Demand(connection, call.Actor, id, ct), ct);
    }
}

internal sealed class ChangeCampaignHandler(IUnitOfWork unit, CampaignReader reader, CampaignViews views, CallContext call) : ICommandHandler<ChangeCampaign, CampaignView>
{
    public async Task<CampaignView> Handle(ChangeCampaign request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var campaign = await CampaignTable.Lock(connection, call.Actor, request.CampaignId, request.IfVersion, ct);
        CampaignRunner.Demand(campaign, CampaignStatus.Draft);
        var said = await reader.Read(request.Data, ct);
        await connection.Execute(
            """
            update segments.campaign set name = $2, segment_id = $3, filter = $4, product = $5, variant = $6, per_advisor_per_day = $7, control_percent = $8, because_hu = $9, because_en = $10, from_on = $11, until_on = $12, version = version + 1
            where id = $1
            """,
            [campaign.Id, .. said.Values], ct);
        unit.Audit(new AuditDraft("segments.campaignChanged", "campaign", campaign.Id, null, SaidCampaign.Of(campaign).Facts, said.Facts));
        return await views.Of(connection, await CampaignTable.Demand(connection, call.Actor, campaign.Id, ct), ct);
    }
}

/// <summary>What somebody said of a campaign, read: with the usual where nothing was said.</summary>
/// <param name="Filter">As it is kept.</param>
internal sealed record SaidCampaign(
    string Name, Guid? Segment, string Filter, string Product, string? Variant, int PerAdvisorPerDay, int ControlPercent, string BecauseHu, string BecauseEn, DateOnly From, DateOnly Until)
{
    /// <summary>For the columns of a campaign, in their order.</summary>
    public object?[] Values => [Name, Segment, Filter, Product, Variant, PerAdvisorPerDay, ControlPercent, BecauseHu, BecauseEn, From, Until];

    /// <summary>As the audit keeps it.</summary>
    public object Facts => new { Name, Code = Product, Filter, Variant, PerAdvisorPerDay, ControlPercent, BecauseHu, BecauseEn, From, Until = Until == DateOnly.MaxValue ? (DateOnly?)null : Until };

    public static SaidCampaign Of(KeptCampaign c) => new(c.Name, c.SegmentId, c.Filter, c.Product, c.Variant, c.PerDay, c.ControlPercent, c.BecauseHu, c.BecauseEn, c.From, c.Until);
}

/// <summary>Reads what somebody says of a campaign, for a new one and for a draft that is changed.</summary>
internal sealed class CampaignReader(IDispatcher dispatcher, FilterDesk desk, BusinessClock clock)
{
    private const int UsualPerDay = 5;
    private const int UsualControl = 10;
    private const int LongestReason = 300;

    public async Task<SaidCampaign> Read(CampaignData data, CancellationToken ct)
    {
        SegmentForm.DemandName(data.Name);
        var faults = new Faults();
        var (hu, en) = (faults.Text("becauseHu", data.BecauseHu, LongestReason), faults.Text("becauseEn", data.BecauseEn, LongestReason));
        var product = (await dispatcher.Ask(new GetCatalog(), ct)).Product(data.Product?.Trim() ?? string.Empty);
        if (product is null)
        {
            faults.Add("product", string.IsNullOrWhiteSpace(data.Product) ? "required" : "unknownProduct", $"There is no product {data.Product}.", ("product", data.Product));
        }
        else if (data.Variant is not null && product.Definition.Variants.All(v => v.Code != data.Variant))
        {
            faults.Add("variant", "unknownVariant", $"{product.Code} has no variant {data.Variant}.");
        }

        faults.Throw();
        var filter = await desk.Chosen(data.Segment, data.Filter, ct) ?? throw new InvalidInputException("segment", "required", "Required.");
        var name = data.Name!.Trim();
        return new SaidCampaign(
            name, (filter as Filter.Segment)?.Id, await desk.Kept(filter, ct), product!.Code, data.Variant, data.PerAdvisorPerDay ?? UsualPerDay, data.ControlPercent ?? UsualControl,
            hu ?? en ?? name, en ?? hu ?? name, data.From ?? clock.Today, data.Until ?? DateOnly.MaxValue);
    }
}

internal sealed class DropCampaignHandler(IUnitOfWork unit, CallContext call) : ICommandHandler<DropCampaign, Done>
{
    public async Task<Done> Handle(DropCampaign request, CancellationToken ct)
    {
        var campaign = await CampaignTable.Lock(await unit.Connection(ct), call.Actor, request.CampaignId, null, ct);
        CampaignRunner.Demand(campaign, CampaignStatus.Draft);
        unit.Write("delete from segments.campaign where id = $1", campaign.Id);
        unit.Audit(new AuditDraft("segments.campaignDeleted", "campaign", campaign.Id, null, new { campaign.Name, campaign.Filter, campaign.Product }, null));
        return Done.Instance;
    }
}
