using CrossSell.Kernel.Privacy;

namespace CrossSell.Segments.Data;

internal sealed class SegmentsPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables => [new("segments.campaign_client", Columns: "campaign_id, control, state, planned_on, offer_id, why")];
}
