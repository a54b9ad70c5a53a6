using System.Globalization;
using CrossSell.Access.Data;
using CrossSell.Access.Domain;
using CrossSell.Access.Features.Account;
using CrossSell.Access.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Access.Features;

internal static class Users
{
    public static string Normalize(string email) => email.Trim().ToUpperInvariant();
}

internal sealed class AddUserValidator : AbstractValidator<AddUser>
{
    public AddUserValidator()
    {
        RuleFor(u => u.Email).NotEmpty().EmailAddress().MaximumLength(200).WithErrorCode("email").WithMessage("This is not an e-mail address.");
        RuleFor(u => u.Role).Must(r => r != Role.System && Enum.IsDefined(r)).WithErrorCode("role").WithMessage("The role must be advisor, backoffice, manager or administrator.");
        RuleFor(u => u.Password).Must(p => p is null || p.Length >= 10).WithErrorCode("passwordShort").WithMessage("A password has at least 10 characters.");
    }
}

internal sealed class AddUserHandler(IUnitOfWork unit, IPasswordHasher<User> hasher, BusinessClock clock) : ICommandHandler<AddUser, AddedUser>
{
    public async Task<AddedUser> Handle(AddUser request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var normalized = Users.Normalize(request.Email);
        if (await access.Users.AnyAsync(u => u.NormalizedEmail == normalized, ct))
        {
            throw new InvalidInputException("email", "taken", $"There is a user {request.Email} already.");
        }

        var email = request.Email.Trim().ToLowerInvariant();
        var user = new User
        {
            Id = Ids.New(clock.Now),
            Email = email,
            NormalizedEmail = normalized,
            Name = string.IsNullOrWhiteSpace(request.Name) ? email.Split('@')[0] : request.Name.Trim(),
            Role = request.Role,
            PhoneNumber = request.Phone,
            SecurityStamp = Secret.New("s"),
            TeamId = request.Team is null ? null : await Teams.Named(access, unit, request.Team, clock, ct),
        };
        user.PasswordHash = request.Password is null ? null : hasher.HashPassword(user, request.Password);
        access.Add(user);
        unit.Audit(new AuditDraft("access.userAdded", "user", user.Id, null, null, new { user.Email, user.Name, user.Role, request.Team }));
        return new AddedUser(user.Id, request.Password is null ? PasswordCodes.New(access, user.Id, clock.Now + PasswordCodes.Invitation) : null);
    }
}

internal static class PasswordCodes
{
    public static readonly TimeSpan Invitation = TimeSpan.FromDays(7);

    public static string New(AccessDb access, Guid user, DateTimeOffset expires)
    {
        var code = Secret.New("p");
        access.Add(new PasswordCode { Hash = Secret.Hash(code), UserId = user, ExpiresAt = expires });
        return code;
    }
}

internal sealed class MakePasswordCodeHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<MakePasswordCode, string>
{
    public async Task<string> Handle(MakePasswordCode request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var user = await access.Users.FirstOrDefaultAsync(u => u.Id == request.UserId && u.Active, ct) ?? throw new NotFoundException("user", request.UserId);
        unit.Audit(new AuditDraft("access.passwordLinkMade", "user", user.Id, null, null, new { user.Email }));
        return PasswordCodes.New(access, user.Id, clock.Now + PasswordCodes.Invitation);
    }
}

internal sealed class ListUsersHandler(AccessDb access) : IQueryHandler<ListUsers, IReadOnlyList<UserItem>>
{
    public async Task<IReadOnlyList<UserItem>> Handle(ListUsers request, CancellationToken ct) => await (
        from user in access.Users.AsNoTracking()
        join team in access.Teams on user.TeamId equals team.Id into teams
        from team in teams.DefaultIfEmpty()
        orderby user.Name
        select new UserItem(user.Id, user.Email!, user.Name, user.Role, team == null ? null : team.Name, user.Active, user.PasswordHash != null, user.PhoneNumber, user.Version)).ToListAsync(ct);
}

internal sealed class GetUserHandler(AccessDb access) : IQueryHandler<GetUser, UserItem>
{
    public async Task<UserItem> Handle(GetUser request, CancellationToken ct) => await (
        from user in access.Users.AsNoTracking()
        join team in access.Teams on user.TeamId equals team.Id into teams
        from team in teams.DefaultIfEmpty()
        where user.Id == request.UserId
        select new UserItem(user.Id, user.Email!, user.Name, user.Role, team == null ? null : team.Name, user.Active, user.PasswordHash != null, user.PhoneNumber, user.Version)).FirstOrDefaultAsync(ct)
        ?? throw new NotFoundException("user", request.UserId);
}

internal sealed class CreateTokenValidator : AbstractValidator<CreateToken>
{
    public CreateTokenValidator()
    {
        RuleFor(t => t.Days).InclusiveBetween(1, 3650).WithErrorCode("days").WithMessage("A token is good for 1 to 3650 days.");
        RuleFor(t => t.Scopes).Must(s => s is null || s.All(TokenScopes.All.Contains)).WithErrorCode("scopes").WithMessage($"Scopes are: {string.Join(", ", TokenScopes.All)}.");
    }
}

internal sealed class CreateTokenHandler(IUnitOfWork unit, Tokens tokens) : ICommandHandler<CreateToken, string>
{
    public async Task<string> Handle(CreateToken request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var normalized = Users.Normalize(request.Email);
        var user = await access.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, ct)
            ?? throw new InvalidInputException("user", "unknownUser", $"There is no user {request.Email}.");
        return await tokens.Make(user.Id, request.Name, request.Days, request.Scopes ?? [], ct);
    }
}

internal sealed class SetLanguageValidator : AbstractValidator<SetLanguage>
{
    public SetLanguageValidator() => RuleFor(l => l.Language).Must(l => l is "hu" or "en").WithErrorCode("language").WithMessage("The language must be hu or en.");
}

internal sealed class SetLanguageHandler(IUnitOfWork unit, CallContext call, ActorCache actors) : ICommandHandler<SetLanguage, Done>
{
    public async Task<Done> Handle(SetLanguage request, CancellationToken ct)
    {
        var id = call.Actor.UserId ?? throw new NotAllowedException("error.notAllowed", "Only a person has a language.");
        var access = await unit.Context<AccessDb>(ct);
        var user = await access.Users.SingleAsync(u => u.Id == id, ct);
        unit.Audit(new AuditDraft("access.languageSet", "user", id, null, new { user.Language }, new { request.Language }));
        user.Language = request.Language;
        actors.Forget();
        return Done.Instance;
    }
}

internal sealed class ListAdvisorsHandler(AccessDb access, CallContext call) : IQueryHandler<ListAdvisors, IReadOnlyList<Person>>
{
    public async Task<IReadOnlyList<Person>> Handle(ListAdvisors request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var advisors = access.Users.AsNoTracking()
            .Where(u => u.Active && (u.Role == Role.Advisor || u.Role == Role.Manager) && (scope.All || scope.Advisors.Contains(u.Id)))
            .OrderBy(u => u.Name)
            .Select(u => new Person(u.Id, u.Email!, u.Name, u.PhoneNumber, u.Role));
        if (request.Like is not { } like)
        {
            return await (request.Most is { } most ? advisors.Take(most) : advisors).ToListAsync(ct);
        }

        // Not in SQL: a server need not have the extension that knows accents, and people of the house are few.
        return [.. (await advisors.ToListAsync(ct)).Where(a => Holds(a.Name, like) || Holds(a.Email, like)).Take(request.Most ?? int.MaxValue)];
    }

    private static bool Holds(string text, string part) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

internal sealed class NamePeopleHandler(AccessDb access) : IQueryHandler<NamePeople, IReadOnlyDictionary<Guid, string>>
{
    public async Task<IReadOnlyDictionary<Guid, string>> Handle(NamePeople request, CancellationToken ct) =>
        await access.Users.AsNoTracking().Where(u => request.Ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
}
