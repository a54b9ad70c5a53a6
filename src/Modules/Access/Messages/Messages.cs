using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Access.Messages;

/// <summary>Checks an e-mail address and password; wrong ones count towards the lockout.</summary>
[Needs(Permission.None)]
public sealed record CheckPassword(string Email, string Password) : ICommand<SignInAnswer>;

/// <param name="UserId">Set only when the password was right and the user is active.</param>
/// <param name="Stamp">Changes when the password or the role does: sessions that carry another are ended.</param>
public sealed record SignInAnswer(SignInResult Result, Guid? UserId, string? Stamp);

public enum SignInResult
{
    SignedIn,
    WrongPassword,
    LockedOut,

    /// <summary>The password was right, and a code of the second factor is asked for.</summary>
    CodeNeeded,
}

/// <summary>Who a signed-in user is now: role, permissions and whose clients they see. Nothing when inactive, when the stamp is an old one, or when the session was ended.</summary>
[Needs(Permission.None)]
public sealed record ResolveUser(Guid UserId, string Stamp, string Cause, Guid? SessionId = null) : IQuery<Actor?>;

/// <summary>An active person as the actor of something they were asked for and answered by a signed link; nothing for whoever left the house.</summary>
[Needs(Permission.None)]
public sealed record ResolvePerson(Guid UserId, string Cause) : IQuery<Actor?>;

/// <summary>Who an API token stands for; nothing when unknown or expired.</summary>
[Needs(Permission.None)]
public sealed record ResolveToken(string Token) : IQuery<Actor?>;

/// <summary>Adds a user; without <paramref name="Password"/> the answer carries a one-time code to set one.</summary>
/// <param name="Team">Made when there is none of this name; a manager sees the clients of the team's advisors.</param>
[Needs(Permission.ManageUsers)]
public sealed record AddUser(string Email, Role Role, string? Name, string? Team, string? Phone = null, string? Password = null) : ICommand<AddedUser>;

public sealed record AddedUser(Guid Id, string? SetPasswordCode);

[Needs(Permission.ManageUsers)]
public sealed record ListUsers : IQuery<IReadOnlyList<UserItem>>;

public sealed record UserItem(Guid Id, string Email, string Name, Role Role, string? Team, bool Active, bool HasPassword, string? Phone, int Version);

/// <summary>One user, as the list of users shows them.</summary>
[Needs(Permission.ManageUsers)]
public sealed record GetUser(Guid UserId) : IQuery<UserItem>;

/// <summary>
/// Changes what is given of a user and leaves the rest. A changed role or an end of being active ends the user's sessions at once.
/// Somebody with open work can't become inactive, or get a role that has no clients: their work is handed over first.
/// </summary>
/// <param name="Team">Made when there is none of this name; empty means no team.</param>
/// <param name="IfVersion">Refused as stale when the user was changed since this version.</param>
[Needs(Permission.ManageUsers)]
public sealed record ChangeUser(Guid UserId, string? Name = null, Role? Role = null, string? Team = null, string? Phone = null, bool? Active = null, int? IfVersion = null) : ICommand<UserItem>;

/// <summary>Makes a link anew with which a user sets a password.</summary>
[Needs(Permission.ManageUsers)]
public sealed record MakePasswordCode(Guid UserId) : ICommand<string>;

/// <summary>Sets a password with a one-time code of <see cref="AddUser"/>.</summary>
[Needs(Permission.None)]
public sealed record SetPassword(string Code, string Password) : ICommand<Done>;

/// <summary>Makes an API token; its text is shown once and only its hash is kept.</summary>
/// <param name="Scopes">Words of <see cref="TokenScopes"/>; none means everything the user may.</param>
[Needs(Permission.ManageUsers)]
public sealed record CreateToken(string Email, int Days, string? Name = null, IReadOnlyList<string>? Scopes = null) : ICommand<string>;

/// <summary>Remembers the language the user wants: <c>hu</c> or <c>en</c>.</summary>
[Needs(Permission.OwnAccount)]
public sealed record SetLanguage(string Language) : ICommand<Done>;

/// <summary>The advisors whose clients the actor may see, by name.</summary>
/// <param name="Like">Part of the name or the e-mail address, in any case and accent.</param>
/// <param name="Most">How many at most; all when not given.</param>
[Needs(Permission.SeeClients)]
public sealed record ListAdvisors(string? Like = null, int? Most = null) : IQuery<IReadOnlyList<Person>>;

/// <summary>What people of the house are called, by id, those who left among them; unknown ids are left out.</summary>
[Needs(Permission.OwnAccount)]
public sealed record NamePeople(IReadOnlyCollection<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, string>>;

/// <summary>The teams by name.</summary>
[Needs(Permission.ManageUsers)]
public sealed record ListTeams : IQuery<IReadOnlyList<TeamItem>>;

/// <param name="SharesClients">Its advisors see each other's clients and work a common queue.</param>
/// <param name="Members">Active users.</param>
/// <param name="Managers">Those of them who are managers, by name: they see the clients of everybody in the team.</param>
public sealed record TeamItem(Guid Id, string Name, bool SharesClients, int Members, IReadOnlyList<string> Managers);

/// <summary>Adds a team.</summary>
[Needs(Permission.ManageUsers)]
public sealed record AddTeam(string Name) : ICommand<TeamItem>;

/// <summary>Gives a team another name.</summary>
[Needs(Permission.ManageUsers)]
public sealed record RenameTeam(Guid TeamId, string Name) : ICommand<TeamItem>;

/// <summary>Says whether the advisors of a team see each other's clients.</summary>
[Needs(Permission.ManageUsers)]
public sealed record ShareClients(Guid TeamId, bool Share) : ICommand<TeamItem>;

/// <summary>Makes the secret address of the actor's calendar, or another one in its place; shown once, only its hash is kept.</summary>
[Needs(Permission.OwnAccount)]
public sealed record MakeCalendarAddress : ICommand<string>;

/// <summary>Takes the calendar's address back: nobody reads it any more.</summary>
[Needs(Permission.OwnAccount)]
public sealed record RevokeCalendarAddress : ICommand<Done>;

/// <summary>When the actor's calendar address was made; nothing when there is none.</summary>
[Needs(Permission.OwnAccount)]
public sealed record CalendarAddressSince : IQuery<DateTimeOffset?>;

/// <summary>Whose calendar a secret address is; nothing when it was revoked or its owner is inactive. The actor may do no more than read their worklist.</summary>
[Needs(Permission.None)]
public sealed record ResolveCalendar(string Token) : IQuery<Actor?>;
