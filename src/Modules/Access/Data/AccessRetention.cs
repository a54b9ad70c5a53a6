using CrossSell.Kernel.Privacy;

namespace CrossSell.Access.Data;

internal sealed class AccessRetention : IRetention
{
    public IReadOnlyList<RetentionRule> Rules =>
    [
        new RetainedRows("sessions", 90, true, "access.session", "coalesce(ended_at, seen_at) < $1"),
        new RetainedRows("codes", 30, true, "access.password_code", "expires_at < $1"),
    ];
}
