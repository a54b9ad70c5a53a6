using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Access.Messages;

/// <summary>Begins a session of somebody who has shown who they are. For the host alone: whoever sends it has checked.</summary>
/// <param name="How"><c>password</c>, <c>code</c>, <c>recovery</c>, <c>passkey</c> or <c>oidc</c>.</param>
/// <param name="Agent">The browser as it names itself.</param>
[Needs(Permission.None)]
public sealed record StartSession(Guid UserId, string How, string Agent, string Address) : ICommand<SessionStarted>;

/// <param name="Stamp">The user's stamp; a session that carries another is ended.</param>
public sealed record SessionStarted(Guid SessionId, Guid UserId, string Stamp);

/// <summary>Where the actor is signed in, the latest first.</summary>
/// <param name="Current">The session that asks.</param>
[Needs(Permission.OwnAccount)]
public sealed record ListSessions(Guid? Current) : IQuery<IReadOnlyList<SessionItem>>;

/// <param name="How">How the person signed in: <c>password</c>, <c>code</c>, <c>recovery</c>, <c>passkey</c>, <c>oidc</c>.</param>
/// <param name="Agent">The browser as it names itself.</param>
/// <param name="SeenAt">To within five minutes.</param>
public sealed record SessionItem(Guid Id, string How, string Agent, string Address, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, bool IsCurrent);

/// <summary>Ends one of the actor's sessions; it has no access from now on.</summary>
[Needs(Permission.OwnAccount)]
public sealed record EndSession(Guid SessionId) : ICommand<Done>;

/// <summary>Ends all of the actor's sessions but this one; answers how many.</summary>
[Needs(Permission.OwnAccount)]
public sealed record EndOtherSessions(Guid? Current) : ICommand<int>;

/// <summary>Changes the actor's password; all other sessions end. Answers nothing when the old password was wrong, which counts as a guess.</summary>
[Needs(Permission.OwnAccount)]
public sealed record ChangePassword(string Old, string New, Guid? Current) : ICommand<SessionStarted?>;

/// <summary>What guards the actor's account.</summary>
[Needs(Permission.OwnAccount)]
public sealed record GetSecurity : IQuery<AccountSecurity>;

/// <param name="SecondFactor">Codes from an app are asked for beside the password.</param>
/// <param name="RecoveryCodes">How many are left.</param>
public sealed record AccountSecurity(bool HasPassword, bool SecondFactor, int RecoveryCodes, IReadOnlyList<PasskeyItem> Passkeys);

public sealed record PasskeyItem(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);

/// <summary>Makes a key to be put into an app, in place of one that was not confirmed; nothing changes until <see cref="ConfirmSecondFactor"/>.</summary>
[Needs(Permission.OwnAccount)]
public sealed record BeginSecondFactor : ICommand<SecondFactorKey>;

/// <param name="Key">Base 32, to type in.</param>
/// <param name="Address">The same for an app that reads a QR code.</param>
public sealed record SecondFactorKey(string Key, string Address);

/// <summary>Shows by a code that the app works: from now on codes are asked for. Answers ten recovery codes, shown once.</summary>
[Needs(Permission.OwnAccount)]
public sealed record ConfirmSecondFactor(string Code) : ICommand<IReadOnlyList<string>>;

/// <summary>Makes ten recovery codes in place of those there were; none when the code was wrong.</summary>
/// <param name="Code">A code of the app or a recovery code.</param>
[Needs(Permission.OwnAccount)]
public sealed record RenewRecoveryCodes(string Code) : ICommand<IReadOnlyList<string>>;

/// <summary>Codes are no longer asked for. Answers whether the code was right.</summary>
/// <param name="Code">A code of the app or a recovery code.</param>
[Needs(Permission.OwnAccount)]
public sealed record RemoveSecondFactor(string Code) : ICommand<bool>;

/// <summary>Takes somebody's second factor away, who lost app and recovery codes.</summary>
[Needs(Permission.ManageUsers)]
public sealed record ResetSecondFactor(Guid UserId) : ICommand<Done>;

/// <summary>Checks a code of the app or a recovery code after the password was right; wrong ones count towards the lockout.</summary>
/// <param name="Stamp">The stamp when the password was right.</param>
[Needs(Permission.None)]
public sealed record CheckSecondFactor(Guid UserId, string Stamp, string Code) : ICommand<SecondFactorAnswer>;

/// <param name="How"><c>code</c> or <c>recovery</c>.</param>
public sealed record SecondFactorAnswer(SignInResult Result, string How);

/// <summary>Asks for a link to set a password, sent by mail; says nothing of whether there is such a user. At most three an hour.</summary>
[Needs(Permission.None)]
public sealed record ForgetPassword(string Email, string Site) : ICommand<Done>;

/// <summary>What a browser has to be asked to make a passkey.</summary>
[Needs(Permission.OwnAccount)]
public sealed record BeginPasskey : IQuery<PasskeyQuestion>;

/// <summary>What a browser has to be asked to sign in by passkey.</summary>
[Needs(Permission.None)]
public sealed record BeginPasskeySignIn : IQuery<PasskeyQuestion>;

/// <param name="Options">The options of the Web Authentication API, as JSON.</param>
/// <param name="State">To be given back with the answer within five minutes; sealed.</param>
public sealed record PasskeyQuestion(string Options, string State);

/// <summary>Keeps the passkey that the browser made.</summary>
/// <param name="Credential">The browser's answer, as JSON.</param>
[Needs(Permission.OwnAccount)]
public sealed record AddPasskey(string Name, string State, string Credential) : ICommand<PasskeyItem>;

/// <summary>A passkey signs in no more.</summary>
[Needs(Permission.OwnAccount)]
public sealed record RemovePasskey(string Id) : ICommand<Done>;

/// <summary>Checks the browser's answer; each counts once.</summary>
[Needs(Permission.None)]
public sealed record CheckPasskey(string State, string Credential) : ICommand<SignInAnswer>;

/// <summary>Finds who an identity provider says somebody is, by e-mail address. For the host alone.</summary>
/// <param name="CreateAs">The role of a user to be made when there is none; none to make nobody.</param>
[Needs(Permission.None)]
public sealed record CheckExternal(string Email, string? Name, Role? CreateAs) : ICommand<SignInAnswer>;

/// <summary>The actor's API tokens, the latest first; their texts are nowhere.</summary>
[Needs(Permission.OwnAccount)]
public sealed record ListTokens : IQuery<IReadOnlyList<TokenItem>>;

/// <param name="Scopes">What it is limited to; empty means everything its user may.</param>
public sealed record TokenItem(Guid Id, string? Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt);

/// <summary>Makes an API token of the actor's own; its text is shown once.</summary>
/// <param name="Scopes">Words of <see cref="TokenScopes"/>; none means everything the user may.</param>
[Needs(Permission.OwnAccount)]
public sealed record CreateOwnToken(string Name, int Days, IReadOnlyList<string> Scopes) : ICommand<string>;

/// <summary>A token of the actor's stands for nobody any more.</summary>
[Needs(Permission.OwnAccount)]
public sealed record RevokeToken(Guid TokenId) : ICommand<Done>;

/// <summary>What a token can be limited to: <c>read</c> (no changes), and the permissions of the house by name.</summary>
public static class TokenScopes
{
    public const string Read = "read";

    /// <summary>Permissions that any token needs for its own sake.</summary>
    private static readonly Permission[] NoScope = [Permission.None, Permission.All];

    public static IReadOnlyList<string> All { get; } =
        [Read, .. Enum.GetValues<Permission>().Except(NoScope).Select(Word)];

    /// <summary>What a token with these scopes may of what its user may.</summary>
    public static Permission Within(IReadOnlyCollection<string> scopes, Permission permissions)
    {
        var named = Enum.GetValues<Permission>().Except(NoScope).Where(p => scopes.Contains(Word(p))).ToList();
        return named.Count == 0 ? permissions : permissions & named.Aggregate(Permission.None, (all, p) => all | p);
    }

    private static string Word(Permission permission) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(permission.ToString());
}
