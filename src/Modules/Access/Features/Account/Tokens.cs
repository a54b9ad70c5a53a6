using CrossSell.Access.Data;
using CrossSell.Access.Domain;
using CrossSell.Access.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using FluentValidation;

namespace CrossSell.Access.Features.Account;

/// <summary>Makes tokens; the text leaves once, its hash stays.</summary>
internal sealed class Tokens(IUnitOfWork unit, BusinessClock clock)
{
    public async Task<string> Make(Guid user, string? name, int days, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        var token = Secret.New("cs_");
        access.Add(new ApiToken
        {
            Id = Ids.New(clock.Now),
            Hash = Secret.Hash(token),
            UserId = user,
            Name = string.IsNullOrWhiteSpace(name) ? null : name.Trim(),
            Scopes = [.. scopes.Distinct()],
            CreatedAt = clock.Now,
            ExpiresAt = clock.Now.AddDays(days),
        });
        unit.Audit(new AuditDraft("access.tokenCreated", "user", user, null, null, new { Days = days, name, scopes }));
        return token;
    }
}

internal sealed class CreateOwnTokenValidator : AbstractValidator<CreateOwnToken>
{
    public CreateOwnTokenValidator()
    {
        RuleFor(t => t.Name).NotEmpty().WithErrorCode("required").WithMessage("Required.").MaximumLength(100).WithErrorCode("tooLong");
        RuleFor(t => t.Days).InclusiveBetween(1, 3650).WithErrorCode("days").WithMessage("A token is good for 1 to 3650 days.");
        RuleFor(t => t.Scopes).Must(s => s.All(TokenScopes.All.Contains)).WithErrorCode("scopes").WithMessage($"Scopes are: {string.Join(", ", TokenScopes.All)}.");
    }
}

internal sealed class CreateOwnTokenHandler(Tokens tokens, CallContext call) : ICommandHandler<CreateOwnToken, string>
{
    public Task<string> Handle(CreateOwnToken request, CancellationToken ct) => tokens.Make(call.Actor.UserId!.Value, request.Name, request.Days, request.Scopes, ct);
}

internal sealed class ListTokensHandler(Database database, CallContext call, BusinessClock clock) : IQueryHandler<ListTokens, IReadOnlyList<TokenItem>>
{
    public async Task<IReadOnlyList<TokenItem>> Handle(ListTokens request, CancellationToken ct) => await database.Query(
        "select id, name, scopes, created_at, expires_at, used_at from access.api_token where user_id = $1 and expires_at > $2 order by created_at desc, id",
        r => new TokenItem(r.GetGuid(0), r.MaybeText(1), r.GetFieldValue<string[]>(2), r.GetFieldValue<DateTimeOffset>(3), r.GetFieldValue<DateTimeOffset>(4), r.Maybe<DateTimeOffset>(5)),
        [call.Actor.UserId, clock.Now], ct);
}

internal sealed class RevokeTokenHandler(IUnitOfWork unit, ActorCache actors, CallContext call) : ICommandHandler<RevokeToken, Done>
{
    public async Task<Done> Handle(RevokeToken request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        if (await connection.Execute("delete from access.api_token where id = $1 and user_id = $2", [request.TokenId, call.Actor.UserId], ct) == 0)
        {
            throw new NotFoundException("token", request.TokenId);
        }

        unit.Audit(new AuditDraft("access.tokenRevoked", "user", call.Actor.UserId!.Value, null, null, null));
        unit.AfterCommit(actors.Forget);
        return Done.Instance;
    }
}
