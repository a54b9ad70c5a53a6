using CrossSell.Access.Data;
using CrossSell.Access.Domain;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Access.Features;

internal sealed class ChangeUserValidator : AbstractValidator<ChangeUser>
{
    public ChangeUserValidator()
    {
        RuleFor(u => u.Role).Must(r => r is null || (r != Role.System && Enum.IsDefined(r.Value))).WithErrorCode("role").WithMessage("The role must be advisor, backoffice, manager or administrator.");
        RuleFor(u => u.Name).Must(n => n is null || !string.IsNullOrWhiteSpace(n)).WithErrorCode("required").WithMessage("Required.");
        RuleFor(u => u.Name).MaximumLength(200).WithErrorCode("tooLong");
        RuleFor(u => u.Phone).MaximumLength(40).WithErrorCode("tooLong");
        RuleFor(u => u.Team).MaximumLength(Teams.LongestName).WithErrorCode("tooLong");
    }
}

internal sealed class ChangeUserHandler(IUnitOfWork unit, IEnumerable<IHandsOver> work, ActorCache actors, CallContext call, BusinessClock clock) : ICommandHandler<ChangeUser, UserItem>
{
    public async Task<UserItem> Handle(ChangeUser request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var user = await access.Users.FirstOrDefaultAsync(u => u.Id == request.UserId, ct) ?? throw new NotFoundException("user", request.UserId);
        if (request.IfVersion is { } version && version != user.Version)
        {
            throw new StaleException();
        }

        var before = await Facts(access, user, ct);
        var (role, active) = (request.Role ?? user.Role, request.Active ?? user.Active);
        await DemandAllowed(access, user, role, active, ct);
        if (role != user.Role || (user.Active && !active))
        {
            user.SecurityStamp = Secret.New("s");
        }

        (user.Role, user.Active, user.Name, user.PhoneNumber) = (role, active, request.Name?.Trim() ?? user.Name, request.Phone is { } phone ? (phone.Trim() is { Length: > 0 } given ? given : null) : user.PhoneNumber);
        if (request.Team is { } team)
        {
            user.TeamId = string.IsNullOrWhiteSpace(team) ? null : await Teams.Named(access, unit, team, clock, ct);
        }

        var after = await Facts(access, user, ct);
        var difference = Difference.Between(before, after);
        if (!difference.IsEmpty)
        {
            user.Version++;
            unit.Audit(new AuditDraft(active == (bool)before["active"]! ? "access.userChanged" : active ? "access.userActivated" : "access.userDeactivated", "user", user.Id, null, difference.Before, difference.After));
            unit.AfterCommit(actors.Forget);
        }

        return new UserItem(user.Id, user.Email!, user.Name, user.Role, (string?)after["team"], user.Active, user.PasswordHash is not null, user.PhoneNumber, user.Version);
    }

    private async Task DemandAllowed(AccessDb access, User user, Role role, bool active, CancellationToken ct)
    {
        if (user.Id == call.Actor.UserId && (role != user.Role || !active))
        {
            throw new RuleBrokenException("error.oneself", "Nobody takes their own role away.");
        }

        if (user is { Role: Role.Administrator, Active: true } && (role != Role.Administrator || !active) && !await access.Users.AnyAsync(u => u.Id != user.Id && u.Active && u.Role == Role.Administrator, ct))
        {
            throw new RuleBrokenException("error.lastAdministrator", "The house needs an administrator: make somebody else one first.");
        }

        if (user.Active && (!active || (user.Role is Role.Advisor or Role.Manager && role is not (Role.Advisor or Role.Manager))))
        {
            await DemandNoOpenWork(user, ct);
        }
    }

    private async Task DemandNoOpenWork(User user, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var open = new Dictionary<string, int>();
        foreach (var kind in work)
        {
            foreach (var (what, count) in await kind.Count(connection, new WorkOf(user.Id, null), ct))
            {
                open[what] = count;
            }
        }

        var (clients, offers, tasks) = (open.GetValueOrDefault("clients"), open.GetValueOrDefault("offers"), open.GetValueOrDefault("tasks") + open.GetValueOrDefault("approaches"));
        if (open.Values.Sum() > 0)
        {
            throw new RuleBrokenException(
                "error.hasOpenWork", $"{user.Name} still has {clients} clients, {offers} open offers and {tasks} tasks: hand them over first.",
                ("name", user.Name), ("clients", clients), ("offers", offers), ("tasks", tasks));
        }
    }

    private static async Task<Dictionary<string, object?>> Facts(AccessDb access, User user, CancellationToken ct) => new()
    {
        ["name"] = user.Name,
        ["role"] = user.Role,
        ["team"] = user.TeamId is null ? null : access.Teams.Local.FirstOrDefault(t => t.Id == user.TeamId)?.Name ?? await access.Teams.Where(t => t.Id == user.TeamId).Select(t => t.Name).FirstAsync(ct),
        ["phone"] = user.PhoneNumber,
        ["active"] = user.Active,
    };
}
