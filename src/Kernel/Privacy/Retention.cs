using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using FluentValidation;

namespace CrossSell.Kernel.Privacy;

/// <summary>The retention rules of the house, and what each would let go now; changes nothing.</summary>
[Needs(Permission.HandlePersonalData)]
public sealed record GetRetention : IQuery<IReadOnlyList<RetentionView>>;

/// <param name="Code">Names the rule: <c>retention.{code}</c> of the texts.</param>
/// <param name="Days">How long things are kept; <paramref name="UsualDays"/> when the administrator has said nothing.</param>
/// <param name="ErasesClients">Whole clients go, instead of rows.</param>
/// <param name="Due">How many rows or clients are older; of clients <paramref name="Kept"/> stay because the law demands it (not counted where they are more than 500).</param>
/// <param name="LastAt">When it last let something go, and how much (<paramref name="LastCount"/>).</param>
/// <param name="Version">Grows with every change; 0 as it came.</param>
public sealed record RetentionView(string Code, int Days, int UsualDays, bool On, bool ErasesClients, long Due, long? Kept, DateTimeOffset? LastAt, long? LastCount, int Version);

/// <summary>Says how long something is kept, and whether it is let go by itself at night.</summary>
/// <param name="Days">1 to 36,500.</param>
/// <param name="IfVersion">Refused as stale when the rule has another version.</param>
[Needs(Permission.HandlePersonalData)]
public sealed record SetRetention(string Code, int Days, bool On, int? IfVersion) : ICommand<Done>;

/// <summary>Lets go what is older than its rule says, at most a few thousand rows or a hundred clients at once, and says so in the audit; for a rule that is off nothing.</summary>
/// <param name="After">Of clients: the last one looked at, as the answer before said.</param>
[Needs(Permission.HandlePersonalData)]
public sealed record ApplyRetention(string Code, Guid? After = null) : ICommand<RetentionApplied>;

/// <param name="Removed">Rows or clients that went.</param>
/// <param name="Kept">Clients who stay because the law demands it.</param>
/// <param name="More">There may be more: ask again, with <paramref name="After"/>.</param>
public sealed record RetentionApplied(string Code, int Removed, int Kept, bool More, Guid? After);

/// <summary>Applies all rules that are on, to the end.</summary>
public static class Retaining
{
    public static async Task<IReadOnlyList<RetentionApplied>> Apply(IReadOnlyList<RetentionView> rules, Func<ApplyRetention, Task<RetentionApplied>> send)
    {
        var all = new List<RetentionApplied>();
        foreach (var rule in rules.Where(r => r.On))
        {
            var (removed, kept, step) = (0, 0, new ApplyRetention(rule.Code));
            RetentionApplied applied;
            do
            {
                applied = await send(step);
                (removed, kept, step) = (removed + applied.Removed, kept + applied.Kept, step with { After = applied.After });
            }
            while (applied.More);
            all.Add(new RetentionApplied(rule.Code, removed, kept, false, null));
        }

        return all;
    }
}

internal sealed class SetRetentionValidator : AbstractValidator<SetRetention>
{
    public SetRetentionValidator() => RuleFor(r => r.Days).InclusiveBetween(1, 36_500).WithErrorCode("retentionDays").WithMessage("Must be 1 to 36500 days.");
}
