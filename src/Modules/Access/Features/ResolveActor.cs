using System.Collections.Concurrent;
using System.Globalization;
using CrossSell.Access.Domain;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Access.Features;

/// <summary>Who a request is from; remembered for a few seconds so that a page with ten fragments asks once.</summary>
internal sealed class ActorCache(Database database, BusinessClock clock, TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (Known? Actor, long At)> _known = new();

    public void Forget() => _known.Clear();

    public async Task<Known?> Get(string key, string condition, object?[] values, CancellationToken ct, string scopes = "null::text[]")
    {
        if (_known.TryGetValue(key, out var entry) && time.GetElapsedTime(entry.At) < Life)
        {
            return entry.Actor is { } remembered ? remembered with { IsFresh = false } : null;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        var actor = await database.Single(
            $"""
            select u.id, u.name, u.role, u.language, u.security_stamp,
              case when u.role = 'Manager' or (u.role = 'Advisor' and {Roles.TeamShares}) then (select array_agg(t.id) from access.user t where t.team_id = u.team_id) end,
              (select array_agg(h.client_id) from clients.pub_readable h where h.user_id = u.id and h.until >= '{clock.Today.ToString("O", CultureInfo.InvariantCulture)}'), {scopes}
            from access.user u {condition} and u.active
            """,
            Read,
            values,
            ct);
        _known[key] = (actor, time.GetTimestamp());
        return actor;
    }

    private static Known Read(NpgsqlDataReader r)
    {
        var (id, role) = (r.GetGuid(0), Enum.Parse<Role>(r.GetString(2)));
        var scope = Roles.SeesEverybody(role) ? ClientScope.Everyone : new ClientScope(false, r.IsDBNull(5) ? [id] : r.GetFieldValue<Guid[]>(5), r.IsDBNull(6) ? null : r.GetFieldValue<Guid[]>(6));
        return new Known(new Actor(id, r.GetString(1), role, Roles.Of(role), scope, r.MaybeText(3) ?? string.Empty, string.Empty), r.GetString(4), r.IsDBNull(7) ? [] : r.GetFieldValue<string[]>(7));
    }

    /// <summary>Remembers that a session is in use, to within five minutes.</summary>
    public async Task Seen(Guid session, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute("update access.session set seen_at = $2 where id = $1 and seen_at < $2 - interval '5 minutes'", [session, clock.Now], ct);
    }

    public async Task TokenSeen(byte[] hash, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute("update access.api_token set used_at = $2 where hash = $1 and (used_at is null or used_at < $2 - interval '5 minutes')", [hash, clock.Now], ct);
    }

    /// <param name="IsFresh">Just read, and not remembered.</param>
    /// <param name="Scopes">What a token is limited to.</param>
    internal sealed record Known(Actor Actor, string Stamp, string[] Scopes, bool IsFresh = true);
}

/// <summary>The actor's language is empty when the user never chose one: the browser's then counts.</summary>
internal sealed class ResolveUserHandler(ActorCache actors) : IQueryHandler<ResolveUser, Actor?>
{
    public async Task<Actor?> Handle(ResolveUser request, CancellationToken ct)
    {
        var known = request.SessionId is { } session
            ? await actors.Get($"{request.UserId}/{session}", "join access.session s on s.user_id = u.id and s.id = $2 and s.ended_at is null where u.id = $1", [request.UserId, session], ct)
            : await actors.Get(request.UserId.ToString(), "where u.id = $1", [request.UserId], ct);
        if (known is { IsFresh: true } && request.SessionId is { } seen)
        {
            await actors.Seen(seen, ct);
        }

        return known is not null && known.Stamp == request.Stamp ? known.Actor with { Cause = request.Cause } : null;
    }
}

internal sealed class ResolvePersonHandler(ActorCache actors) : IQueryHandler<ResolvePerson, Actor?>
{
    public async Task<Actor?> Handle(ResolvePerson request, CancellationToken ct) =>
        await actors.Get(request.UserId.ToString(), "where u.id = $1", [request.UserId], ct) is { } known ? known.Actor with { Cause = request.Cause } : null;
}

internal sealed class ResolveTokenHandler(ActorCache actors, BusinessClock clock) : IQueryHandler<ResolveToken, Actor?>
{
    public async Task<Actor?> Handle(ResolveToken request, CancellationToken ct)
    {
        var hash = Secret.Hash(request.Token);
        var known = await actors.Get(
            Convert.ToHexString(hash), "join access.api_token t on t.user_id = u.id where t.hash = $1 and t.expires_at > $2", [hash, clock.Now], ct, "t.scopes");
        if (known is null)
        {
            return null;
        }

        if (known.IsFresh)
        {
            await actors.TokenSeen(hash, ct);
        }

        return known.Actor with { Cause = "api", Permissions = TokenScopes.Within(known.Scopes, known.Actor.Permissions), ReadsOnly = known.Scopes.Contains(TokenScopes.Read) };
    }
}

internal sealed class People(Database database) : IPeople
{
    private const string Select = "select id, email, name, phone_number, role from access.user where active";

    public async Task<IReadOnlyDictionary<string, Person>> ByEmail(IReadOnlyCollection<string> emails, CancellationToken ct) =>
        (await database.Query($"{Select} and email = any($1)", Read, [emails.ToArray()], ct)).ToDictionary(p => p.Email);

    public async Task<IReadOnlyDictionary<Guid, Person>> ById(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await database.Query($"{Select.Replace(" where active", " where true", StringComparison.Ordinal)} and id = any($1)", Read, [ids.ToArray()], ct)).ToDictionary(p => p.Id);

    public async Task<IReadOnlyList<Person>> WhoSee(Guid advisorId, CancellationToken ct) => await database.Query(
        $"""
        select u.id, u.email, u.name, u.phone_number, u.role from access.user u
        where u.active and (u.id = $1 or u.role = any($2)
          or (u.team_id = (select a.team_id from access.user a where a.id = $1) and (u.role = 'Manager' or (u.role = 'Advisor' and {Roles.TeamShares}))))
        order by u.name, u.id
        """,
        Read,
        [advisorId, Enum.GetValues<Role>().Where(Roles.SeesEverybody).Select(r => r.ToString()).ToArray()],
        ct);

    private static Person Read(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), r.GetString(2), r.MaybeText(3), Enum.Parse<Role>(r.GetString(4)));
}
