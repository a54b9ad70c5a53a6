using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Data;
using CrossSell.Offers.Messages;
using FluentValidation;

namespace CrossSell.Offers.Features;

internal sealed class SetContactPolicyValidator : AbstractValidator<SetContactPolicy>
{
    public SetContactPolicyValidator()
    {
        RuleFor(p => p.ApproachesPerWeek).InclusiveBetween(1, 7).WithErrorCode("outOfRange").WithMessage("Must be 1 to 7.");
        RuleFor(p => p.QuietUntil).NotEqual(p => p.QuietFrom).WithErrorCode("sameTime").WithMessage("The quiet hours must begin and end at different times.");
    }
}

internal sealed class GetContactPolicyHandler(Database database) : IQueryHandler<GetContactPolicy, ContactPolicy>
{
    public async Task<ContactPolicy> Handle(GetContactPolicy request, CancellationToken ct) =>
        await database.Single(ContactPolicySql.Select, ContactPolicySql.Row, [], ct) ?? ContactPolicy.Default;
}

/// <summary>There is one policy for the whole house; every live client is read again with the new one.</summary>
internal sealed class SetContactPolicyHandler(IUnitOfWork unit) : ICommandHandler<SetContactPolicy, ContactPolicy>
{
    private static readonly Guid Subject = new("00000000-0000-7000-8000-000000000001");

    public async Task<ContactPolicy> Handle(SetContactPolicy request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var old = await ContactPolicySql.Read(connection, ct);
        if (request.IfVersion is { } seen && seen != old.Version)
        {
            throw new StaleException();
        }

        var policy = new ContactPolicy(request.ApproachesPerWeek, request.QuietFrom, request.QuietUntil, request.QuietOnRestDays, old.Version + 1);
        unit.Write(
            """
            insert into offers.contact_policy(id, approaches_per_week, quiet_from, quiet_until, quiet_on_rest_days, version) values (1, $1, $2, $3, $4, $5)
            on conflict (id) do update set approaches_per_week = $1, quiet_from = $2, quiet_until = $3, quiet_on_rest_days = $4,
              version = case when contact_policy.version = $5 - 1 then $5 end
            """,
            policy.ApproachesPerWeek, policy.QuietFrom, policy.QuietUntil, policy.QuietOnRestDays, policy.Version);
        unit.Write("select pg_notify($1, $2)", ClientsTouched.Channel, ClientsTouched.Everybody);
        unit.Audit(new AuditDraft("offers.contactPolicy", "contactPolicy", Subject, null, old, policy));
        return policy;
    }
}
