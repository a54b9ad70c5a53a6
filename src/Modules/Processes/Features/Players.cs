using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Features;

/// <summary>Somebody who plays a part: a person, or else everybody of a role.</summary>
internal sealed record Part(Guid? Person, string? Role);

/// <summary>Who plays which part in an instance.</summary>
internal sealed class Players(Database database, IPeople people)
{
    public async ValueTask<Part> Of(ProcessDefinition definition, string? role, ProcessSubject subject, CancellationToken ct) =>
        (definition.Roles.FirstOrDefault(own => own.Key == role)?.Is ?? role) switch
        {
            null or "advisor" => subject.AdvisorId is { } advisor ? new Part(advisor, null) : new Part(null, "advisor"),
            "starter" => subject.StarterId is { } starter ? new Part(starter, null) : new Part(subject.AdvisorId, subject.AdvisorId is null ? "manager" : null),
            "startersManager" => subject.StarterId is { } of && await ManagerOf(of, ct) is { } manager ? new Part(manager, null) : new Part(null, "administrator"),
            var house => new Part(null, house),
        };

    /// <summary>Their names: of a person the name, of a role its word.</summary>
    public async Task<IReadOnlyDictionary<Part, string>> Names(IReadOnlyCollection<Part> parts, CancellationToken ct)
    {
        var known = await people.ById([.. parts.Select(p => p.Person).OfType<Guid>().Distinct()], ct);
        return parts.Distinct().ToDictionary(p => p, p => p.Person is { } id ? known.GetValueOrDefault(id)?.Name ?? "–" : p.Role!);
    }

    private async Task<Guid?> ManagerOf(Guid person, CancellationToken ct) => (await database.Query(
        """
        select m.id from access.pub_user u join access.pub_user m on m.team_id = u.team_id and m.role = 'Manager' and m.active and m.id <> u.id
        where u.id = $1 order by m.name, m.id limit 1
        """,
        r => (Guid?)r.GetGuid(0),
        [person],
        ct)).FirstOrDefault();
}
