using CrossSell.Access.Data;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Access.Features;

internal sealed class ListTeamsHandler(AccessDb access) : IQueryHandler<ListTeams, IReadOnlyList<TeamItem>>
{
    public async Task<IReadOnlyList<TeamItem>> Handle(ListTeams request, CancellationToken ct) => await access.Teams.AsNoTracking()
        .OrderBy(t => t.Name)
        .Select(t => new TeamItem(t.Id, t.Name, t.SharesClients, access.Users.Count(u => u.TeamId == t.Id && u.Active)))
        .ToListAsync(ct);
}

internal sealed class ShareClientsHandler(IUnitOfWork unit, ActorCache actors) : ICommandHandler<ShareClients, TeamItem>
{
    public async Task<TeamItem> Handle(ShareClients request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var team = await access.Teams.FirstOrDefaultAsync(t => t.Id == request.TeamId, ct) ?? throw new NotFoundException("team", request.TeamId);
        if (team.SharesClients != request.Share)
        {
            unit.Audit(new AuditDraft("access.clientsShared", "team", team.Id, null, new { team.SharesClients }, new { team.Name, SharesClients = request.Share }));
            team.SharesClients = request.Share;
            actors.Forget();
        }

        return new TeamItem(team.Id, team.Name, team.SharesClients, await access.Users.CountAsync(u => u.TeamId == team.Id && u.Active, ct));
    }
}
