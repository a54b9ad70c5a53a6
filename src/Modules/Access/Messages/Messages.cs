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
}

/// <summary>Who a signed-in user is now: role, permissions and whose clients they see. Nothing when inactive or when the stamp is an old one.</summary>
[Needs(Permission.None)]
public sealed record ResolveUser(Guid UserId, string Stamp, string Cause) : IQuery<Actor?>;

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

public sealed record UserItem(Guid Id, string Email, string Name, Role Role, string? Team, bool Active, bool HasPassword);

/// <summary>Sets a password with a one-time code of <see cref="AddUser"/>.</summary>
[Needs(Permission.None)]
public sealed record SetPassword(string Code, string Password) : ICommand<Done>;

/// <summary>Makes an API token; its text is shown once and only its hash is kept.</summary>
[Needs(Permission.ManageUsers)]
public sealed record CreateToken(string Email, int Days) : ICommand<string>;

/// <summary>Remembers the language the user wants: <c>hu</c> or <c>en</c>.</summary>
[Needs(Permission.OwnAccount)]
public sealed record SetLanguage(string Language) : ICommand<Done>;

/// <summary>The advisors whose clients the actor may see.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListAdvisors : IQuery<IReadOnlyList<Person>>;
