using CrossSell.Access.Data;
using CrossSell.Access.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Access.Features;

internal static class Teams
{
    public const int LongestName = 100;

    public static async Task<TeamItem> Item(AccessDb access, Team team, CancellationToken ct) => new(
        team.Id, team.Name, team.SharesClients,
        await access.Users.CountAsync(u => u.TeamId == team.Id && u.Active, ct),
        await access.Users.Where(u => u.TeamId == team.Id && u.Active && u.Role == Role.Manager).OrderBy(u => u.Name).Select(u => u.Name).ToListAsync(ct));

    public static async Task<Team> Find(AccessDb access, Guid id, CancellationToken ct) =>
        await access.Teams.FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException("team", id);

    public static async Task DemandFree(AccessDb access, string name, Guid? but, CancellationToken ct)
    {
        if (await access.Teams.AnyAsync(t => t.Name == name && t.Id != but, ct))
        {
            throw new InvalidInputException("name", "taken", $"There is a team {name} already.");
        }
    }

    /// <summary>The team of this name; made when there is none.</summary>
    public static async Task<Guid> Named(AccessDb access, IUnitOfWork unit, string name, BusinessClock clock, CancellationToken ct)
    {
        if (await access.Teams.FirstOrDefaultAsync(t => t.Name == name.Trim(), ct) is { } known)
        {
            return known.Id;
        }

        var team = new Team { Id = Ids.New(clock.Now), Name = name.Trim() };
        access.Add(team);
        unit.Audit(new AuditDraft("access.teamAdded", "team", team.Id, null, null, new { team.Name }));
        return team.Id;
    }
}

internal sealed class AddTeamValidator : AbstractValidator<AddTeam>
{
    public AddTeamValidator() => RuleFor(t => t.Name).NotEmpty().WithErrorCode("required").MaximumLength(Teams.LongestName).WithErrorCode("tooLong");
}

internal sealed class RenameTeamValidator : AbstractValidator<RenameTeam>
{
    public RenameTeamValidator() => RuleFor(t => t.Name).NotEmpty().WithErrorCode("required").MaximumLength(Teams.LongestName).WithErrorCode("tooLong");
}

internal sealed class ListTeamsHandler(AccessDb access) : IQueryHandler<ListTeams, IReadOnlyList<TeamItem>>
{
    public async Task<IReadOnlyList<TeamItem>> Handle(ListTeams request, CancellationToken ct)
    {
        var people = (await access.Users.AsNoTracking().Where(u => u.Active && u.TeamId != null).OrderBy(u => u.Name).Select(u => new { u.TeamId, u.Name, u.Role }).ToListAsync(ct)).ToLookup(u => u.TeamId);
        return [.. (await access.Teams.AsNoTracking().OrderBy(t => t.Name).ToListAsync(ct))
            .Select(t => new TeamItem(t.Id, t.Name, t.SharesClients, people[t.Id].Count(), [.. people[t.Id].Where(p => p.Role == Role.Manager).Select(p => p.Name)]))];
    }
}

internal sealed class AddTeamHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<AddTeam, TeamItem>
{
    public async Task<TeamItem> Handle(AddTeam request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        await Teams.DemandFree(access, request.Name.Trim(), null, ct);
        var id = await Teams.Named(access, unit, request.Name, clock, ct);
        return new TeamItem(id, request.Name.Trim(), false, 0, []);
    }
}

internal sealed class RenameTeamHandler(IUnitOfWork unit) : ICommandHandler<RenameTeam, TeamItem>
{
    public async Task<TeamItem> Handle(RenameTeam request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var team = await Teams.Find(access, request.TeamId, ct);
        var name = request.Name.Trim();
        if (team.Name != name)
        {
            await Teams.DemandFree(access, name, team.Id, ct);
            unit.Audit(new AuditDraft("access.teamRenamed", "team", team.Id, null, new { team.Name }, new { Name = name }));
            team.Name = name;
        }

        return await Teams.Item(access, team, ct);
    }
}

internal sealed class ShareClientsHandler(IUnitOfWork unit, ActorCache actors) : ICommandHandler<ShareClients, TeamItem>
{
    public async Task<TeamItem> Handle(ShareClients request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var team = await Teams.Find(access, request.TeamId, ct);
        if (team.SharesClients != request.Share)
        {
            unit.Audit(new AuditDraft("access.clientsShared", "team", team.Id, null, new { team.SharesClients }, new { team.Name, SharesClients = request.Share }));
            team.SharesClients = request.Share;
            unit.AfterCommit(actors.Forget);
        }

        return await Teams.Item(access, team, ct);
    }
}
