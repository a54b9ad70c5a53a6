using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Segments.Messages;
using Npgsql;

namespace CrossSell.Segments.Data;

/// <summary>A campaign as it is kept.</summary>
internal sealed record KeptCampaign(
    Guid Id, string Name, Guid OwnerId, string Owner, Guid? SegmentId, string? Segment, string Filter, string Product, string? Variant, int PerDay, int ControlPercent, string BecauseHu, string BecauseEn,
    DateOnly From, DateOnly Until, CampaignStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, int Version)
{
    public string Cause => $"campaign:{Id}";
}

internal static class CampaignTable
{
    private const string Select =
        """
        select c.id, c.name, c.owner_id, coalesce(o.name, ''), c.segment_id, s.name, c.filter, c.product, c.variant, c.per_advisor_per_day, c.control_percent, c.because_hu, c.because_en, c.from_on, c.until_on, c.status,
               c.created_at, c.started_at, c.finished_at, c.version
        from segments.campaign c left join access.pub_user o on o.id = c.owner_id left join segments.segment s on s.id = c.segment_id
        """;

    /// <summary>One's own, those with a client of the scope, and for who sees everybody, all.</summary>
    private static string Seen(ClientScope scope) =>
        $"(c.owner_id = $1 or exists (select 1 from segments.campaign_client m where m.campaign_id = c.id and {scope.Sql("m.advisor_id", "$2")}){(scope.All ? " or true" : null)})";

    public static Task<List<KeptCampaign>> All(NpgsqlConnection connection, Actor actor, CancellationToken ct) =>
        connection.Query($"{Select} where {Seen(actor.Scope)} order by c.id desc limit 200", Read, [actor.UserId ?? Guid.Empty, actor.Scope.Advisors], ct);

    public static async Task<KeptCampaign> Demand(NpgsqlConnection connection, Actor actor, Guid campaign, CancellationToken ct) =>
        (await connection.Query($"{Select} where {Seen(actor.Scope)} and c.id = $3", Read, [actor.UserId ?? Guid.Empty, actor.Scope.Advisors, campaign], ct)).FirstOrDefault() ?? throw new NotFoundException("campaign", campaign);

    /// <summary>The campaign, which nobody else changes until the transaction ends; only for who runs it.</summary>
    public static async Task<KeptCampaign> Lock(NpgsqlConnection connection, Actor actor, Guid campaign, int? ifVersion, CancellationToken ct)
    {
        await connection.Query("select 1 from segments.campaign where id = $1 for update", r => r.GetInt32(0), [campaign], ct);
        var found = await Demand(connection, actor, campaign, ct);
        if (!await MayRun(connection, actor, found, ct))
        {
            throw new NotAllowedException("error.notYourCampaign", "Only whoever made a campaign, or who leads everybody in it, runs it.");
        }

        return ifVersion is null || ifVersion == found.Version ? found : throw new StaleException();
    }

    public static async Task<bool> MayRun(NpgsqlConnection connection, Actor actor, KeptCampaign campaign, CancellationToken ct) =>
        actor.May(Permission.RunCampaigns)
        && (campaign.OwnerId == actor.UserId || actor.Scope.All
            || (actor.May(Permission.PlanTeam) && campaign.Status != CampaignStatus.Draft
                && (await connection.Query($"select 1 from segments.campaign_client m where m.campaign_id = $1 and not ({actor.Scope.Sql("m.advisor_id", "$2")}) limit 1", r => 1, [campaign.Id, actor.Scope.Advisors], ct)).Count == 0));

    public static Task<List<KeptCampaign>> Running(NpgsqlConnection connection, CancellationToken ct) => connection.Query($"{Select} where c.status in ('running', 'paused') order by c.id", Read, [], ct);

    private static KeptCampaign Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetGuid(2), r.GetString(3), r.Maybe<Guid>(4), r.MaybeText(5), r.GetString(6), r.GetString(7), r.MaybeText(8), r.GetInt32(9), r.GetInt32(10), r.GetString(11), r.GetString(12),
        r.GetFieldValue<DateOnly>(13), r.GetFieldValue<DateOnly>(14), Enum.Parse<CampaignStatus>(r.GetString(15), true), r.GetFieldValue<DateTimeOffset>(16), r.Maybe<DateTimeOffset>(17), r.Maybe<DateTimeOffset>(18), r.GetInt32(19));
}
