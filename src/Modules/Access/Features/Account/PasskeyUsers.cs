using CrossSell.Access.Data;
using CrossSell.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CrossSell.Access.Features.Account;

/// <summary>What the framework's reading of passkeys needs to know of users. It only reads: changes are commands, with an audit entry.</summary>
internal sealed class PasskeyUsers(AccessDb access, Database database) : IUserPasskeyStore<User>
{
    private const string Select =
        "select credential_id, public_key, created_at, sign_count, transports, verified, backup_eligible, backed_up, attestation, client_data, name from access.passkey";

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken) =>
        await database.Query($"{Select} where user_id = $1", Read, [user.Id], cancellationToken);

    public async Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var owner = await database.Query("select user_id from access.passkey where credential_id = $1", r => r.GetGuid(0), [credentialId], cancellationToken);
        return owner.Count == 0 ? null : await Find(owner[0], cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await database.Query($"{Select} where user_id = $1 and credential_id = $2", Read, [user.Id, credentialId], cancellationToken)).FirstOrDefault();

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? Find(id, cancellationToken) : Task.FromResult<User?>(null);

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        access.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedEmail);

    public Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw OnlyReads();

    public Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) => throw OnlyReads();

    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) => throw OnlyReads();

    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) => throw OnlyReads();

    public void Dispose()
    {
    }

    private Task<User?> Find(Guid id, CancellationToken ct) => access.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.Active, ct);

    private static UserPasskeyInfo Read(NpgsqlDataReader r) => new(
        r.GetFieldValue<byte[]>(0), r.GetFieldValue<byte[]>(1), r.GetFieldValue<DateTimeOffset>(2), (uint)r.GetInt64(3), r.GetFieldValue<string[]>(4), r.GetBoolean(5), r.GetBoolean(6), r.GetBoolean(7),
        r.GetFieldValue<byte[]>(8), r.GetFieldValue<byte[]>(9))
    {
        Name = r.GetString(10),
    };

    private static InvalidOperationException OnlyReads() => new("Users are changed by commands.");
}
