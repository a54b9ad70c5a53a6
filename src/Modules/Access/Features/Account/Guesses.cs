using CrossSell.Access.Data;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;

namespace CrossSell.Access.Features.Account;

/// <summary>Wrong passwords and codes count together: five lock the account for fifteen minutes.</summary>
internal sealed class Guesses(IUnitOfWork unit, BusinessClock clock)
{
    private const int Most = 5;
    private static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    public bool IsLocked(User user) => user.LockoutEnd is { } end && end > clock.Now;

    public void Demand(User user)
    {
        if (IsLocked(user))
        {
            throw new RuleBrokenException("error.lockedOut", "Too many wrong tries; wait a quarter of an hour.");
        }
    }

    /// <summary>Whether it was one too many.</summary>
    public bool Wrong(User user)
    {
        if (++user.AccessFailedCount >= Most)
        {
            user.AccessFailedCount = 0;
            user.LockoutEnd = clock.Now + Lockout;
            unit.Audit(new AuditDraft("access.lockedOut", "user", user.Id, null, null, new { until = user.LockoutEnd }));
            return true;
        }

        unit.Audit(new AuditDraft("access.wrongPassword", "user", user.Id, null, null, new { tries = user.AccessFailedCount }));
        return false;
    }

    public void Right(User user)
    {
        user.AccessFailedCount = 0;
        user.LockoutEnd = null;
    }
}
