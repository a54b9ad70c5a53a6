using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using FluentValidation;

namespace CrossSell.Clients.Features;

internal sealed class LinkClientsValidator : AbstractValidator<LinkClients>
{
    public LinkClientsValidator()
    {
        RuleFor(l => l.OtherId).NotEqual(l => l.ClientId).WithErrorCode("sameClient").WithMessage("A client can't be linked with itself.");
        RuleFor(l => l.Note).MaximumLength(200).WithErrorCode("tooLong");
    }
}

internal sealed class LinkClientsHandler(IUnitOfWork unit, Database database, CallContext call, BusinessClock clock) : ICommandHandler<LinkClients, ClientLink>
{
    public async Task<ClientLink> Handle(LinkClients request, CancellationToken ct)
    {
        var ends = (await database.Query(
            $"select c.id, c.name, c.kind, u.name from clients.client c join access.pub_user u on u.id = c.advisor_id where c.id in ($1, $2) and {call.Actor.Scope.Sql("c.advisor_id", "$3")}",
            r => (Id: r.GetGuid(0), Name: r.GetString(1), Kind: r.GetString(2), Advisor: r.GetString(3)),
            [request.ClientId, request.OtherId, call.Actor.Scope.Advisors],
            ct)).ToDictionary(e => e.Id);
        if (!ends.TryGetValue(request.OtherId, out var other))
        {
            throw new InvalidInputException("otherId", "unknownClient", $"There is no client {request.OtherId}.");
        }

        if (!Link.Fits(request.Kind, ends[request.ClientId].Kind, other.Kind))
        {
            throw new InvalidInputException("kind", "linkKind", "A person and a company can't be so to each other: spouses and households are of people, owners and employees of companies.");
        }

        var link = Link.Of(request.ClientId, request.OtherId, request.Kind);
        var id = Ids.New(clock.Now);
        var connection = await unit.Connection(ct);
        if (await connection.Execute(
            "insert into clients.link(id, client_id, other_id, kind, note, since) values ($1, $2, $3, $4, $5, $6) on conflict (client_id, other_id, kind) do nothing",
            [id, link.ClientId, link.OtherId, LinkSql.Word(link.Kind), request.Note, clock.Now],
            ct) == 0)
        {
            throw new ConflictException("error.alreadyLinked", "These two are linked so already.");
        }

        unit.Audit([LinkSql.Entry("clients.linked", id, link, true), LinkSql.Entry("clients.linked", id, link with { ClientId = link.OtherId, OtherId = link.ClientId, Kind = Link.Seen(link.Kind) }, true)]);
        unit.Touch(request.ClientId, request.OtherId);
        return new ClientLink(id, request.Kind, other.Id, other.Name, other.Advisor, request.Note, clock.Now);
    }
}

internal sealed class UnlinkClientsHandler(IUnitOfWork unit) : ICommandHandler<UnlinkClients, Done>
{
    public async Task<Done> Handle(UnlinkClients request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var gone = await connection.Query(
            "delete from clients.link where id = $1 and (client_id = $2 or other_id = $2) returning client_id, other_id, kind",
            r => new Link(r.GetGuid(0), r.GetGuid(1), LinkSql.Kind(r.GetString(2))),
            [request.LinkId, request.ClientId],
            ct);
        if (gone.Count == 0)
        {
            throw new NotFoundException("link", request.LinkId);
        }

        var link = gone[0];
        unit.Audit([LinkSql.Entry("clients.unlinked", request.LinkId, link, false), LinkSql.Entry("clients.unlinked", request.LinkId, link with { ClientId = link.OtherId, OtherId = link.ClientId, Kind = Link.Seen(link.Kind) }, false)]);
        unit.Touch(link.ClientId, link.OtherId);
        return Done.Instance;
    }
}

internal sealed class ListClientLinksHandler(Database database, CallContext call) : IQueryHandler<ListClientLinks, IReadOnlyList<ClientLink>>
{
    public async Task<IReadOnlyList<ClientLink>> Handle(ListClientLinks request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var links = await database.Query(
            $"""
            select l.id, l.kind, l.told, o.id, o.name, u.name, l.note, l.since, {scope.Sql("o.advisor_id", "$2")}
            from (select id, kind, true as told, other_id as other, note, since from clients.link where client_id = $1
                  union all select id, kind, false, client_id, note, since from clients.link where other_id = $1) l
            join clients.client o on o.id = l.other join access.pub_user u on u.id = o.advisor_id
            order by l.kind, o.name, l.id
            """,
            r =>
            {
                var (kind, seen) = (LinkSql.Kind(r.GetString(1)), r.GetBoolean(8));
                return new ClientLink(
                    r.GetGuid(0), r.GetBoolean(2) ? kind : Link.Seen(kind), seen ? r.GetGuid(3) : null, seen ? r.GetString(4) : null, r.GetString(5), seen ? r.MaybeText(6) : null, r.GetFieldValue<DateTimeOffset>(7));
            },
            [request.ClientId, scope.Advisors],
            ct);
        return links;
    }
}

internal static class LinkSql
{
    public static string Word(LinkKind kind) => kind.ToString();

    public static LinkKind Kind(string word) => Enum.Parse<LinkKind>(word);

    /// <summary>Says no name: the other client may be erased one day, and each client's entries are locked with that client's key alone.</summary>
    public static AuditDraft Entry(string action, Guid id, Link link, bool made)
    {
        var face = new { link.Kind, link.OtherId };
        return new AuditDraft(action, "link", id, link.ClientId, made ? null : face, made ? face : null);
    }
}
