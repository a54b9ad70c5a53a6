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
    public AddCampaignValidator(BusinessClock clock)
    {
        RuleFor(c => c.Data.PerAdvisorPerDay).InclusiveBetween(1, 100).WithErrorCode("outOfRange").OverridePropertyName("perAdvisorPerDay").WithMessage("Must be between 1 and 100.");
        RuleFor(c => c.Data.ControlPercent).InclusiveBetween(0, 50).WithErrorCode("outOfRange").OverridePropertyName("controlPercent").WithMessage("Must be between 0 and 50.");
        RuleFor(c => c.Data.From).Must(d => d is null || d >= clock.Today).WithErrorCode("past").OverridePropertyName("from").WithMessage("Today or later.");
        RuleFor(c => c.Data.Until).Must((c, d) => d is null || d > (c.Data.From ?? clock.Today)).WithErrorCode("beforeFrom").OverridePropertyName("until").WithMessage("Must be after the first day.");
        RuleFor(c => c.Data.Until).Must(d => d is null || d <= clock.Today.AddDays(730)).WithErrorCode("tooFar").OverridePropertyName("until").WithMessage("Within two years.");
    }
}

internal sealed class AddCampaignHandler(IUnitOfWork unit, IDispatcher dispatcher, FilterDesk desk, CampaignViews views, CallContext call, BusinessClock clock) : ICommandHandler<AddCampaign, CampaignView>
{
    private const int UsualPerDay = 5;
    private const int UsualControl = 10;
    private const int LongestReason = 300;

    public async Task<CampaignView> Handle(AddCampaign request, CancellationToken ct)
    {
        var data = request.Data;
        var owner = SegmentForm.Owner(call);
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
        var connection = await unit.Connection(ct);
        var filter = await desk.Chosen(data.Segment, data.Filter, ct) ?? throw new InvalidInputException("segment", "required", "Required.");
        var id = Ids.New(clock.Now);
        var kept = await desk.Kept(filter, ct);
        await connection.Execute(
            """
            insert into segments.campaign(id, name, owner_id, segment_id, filter, product, variant, per_advisor_per_day, control_percent, because_hu, because_en, from_on, until_on, status, created_at, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'draft', $14, 1)
            """,
            [
                id, data.Name!.Trim(), owner, (filter as Filter.Segment)?.Id, kept, product!.Code, data.Variant, data.PerAdvisorPerDay ?? UsualPerDay, data.ControlPercent ?? UsualControl,
                hu ?? en ?? data.Name.Trim(), en ?? hu ?? data.Name.Trim(), data.From ?? clock.Today, data.Until ?? DateOnly.MaxValue, clock.Now,
            ], ct);
        unit.Audit(new AuditDraft("segments.campaignMade", "campaign", id, null, null, new { Name = data.Name.Trim(), product.Code, Filter = kept }));
        return await views.Of(connection, await CampaignTable.Demand(connection, call.Actor, id, ct), ct);
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
