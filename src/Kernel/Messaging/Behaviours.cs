using System.Reflection;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace CrossSell.Kernel.Messaging;

/// <summary>Refuses a message whose permission the actor lacks, or that is about a client outside the actor's scope.</summary>
internal sealed class PermissionBehaviour<TRequest, TResponse>(CallContext call, IUnitOfWork unit, IServiceProvider services) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly NeedsAttribute? Needs = typeof(TRequest).GetCustomAttribute<NeedsAttribute>();

    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        if (unit.InProgress)
        {
            return await next();
        }

        if (Needs is null)
        {
            throw new InvalidOperationException($"{typeof(TRequest).Name} declares no permission.");
        }

        if (!call.Actor.May(Needs.Permission))
        {
            throw new NotAllowedException("error.notAllowed", "Your role does not allow this.");
        }

        if (request is ICommandMarker && call.Actor.ReadsOnly)
        {
            throw new NotAllowedException("error.tokenReadsOnly", "This token only reads.");
        }

        if (request is IAboutClient about && !call.Actor.Scope.All)
        {
            await DemandClient(about.ClientId, ct);
        }

        return request is ICommandMarker && call.Actor.Scope.Readable is not null ? await WithoutReadable(next, ct) : await next();
    }

    private async Task DemandClient(Guid client, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var directory = (IClientDirectory)services.GetService(typeof(IClientDirectory))!;
        if (await directory.AdvisorOf(client, ct) is not { } advisor || !scope.Allows(advisor, client))
        {
            throw new NotFoundException("client", client);
        }

        if (typeof(TRequest).IsAssignableTo(typeof(ICommandMarker)) && !scope.Allows(advisor))
        {
            throw new NotAllowedException("error.readOnlyClient", "You handed this client over and can only read.");
        }
    }

    /// <summary>What may only be read is not there for a command; one that comes upon a client who may be read says so.</summary>
    private async Task<TResponse> WithoutReadable(RequestHandlerDelegate<TResponse> next, CancellationToken ct)
    {
        var actor = call.Actor;
        call.Actor = actor with { Scope = actor.Scope.Writing };
        try
        {
            return await next();
        }
        catch (NotFoundException missing) when (missing is { What: "client", Id: Guid client })
        {
            call.Actor = actor;
            await DemandClient(client, ct);
            throw;
        }
        finally
        {
            call.Actor = actor;
        }
    }
}

internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        var faults = validators
            .SelectMany(v => v.Validate(request).Errors)
            .Select(e => new FieldFault(FieldName(e.PropertyName), e.ErrorCode, e.ErrorMessage, Arguments(e)))
            .ToList();
        return faults.Count == 0 ? await next() : throw new InvalidInputException(faults);
    }

    private static (string, object?)[] Arguments(ValidationFailure fault) =>
        fault.FormattedMessagePlaceholderValues?.GetValueOrDefault("MaxLength") is { } most ? [("most", most)] : [];

    private static string FieldName(string path) =>
        string.Join('.', path.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}

/// <summary>One command, one transaction; the same idempotency key answers the same result.</summary>
internal sealed class TransactionBehaviour<TRequest, TResponse>(IUnitOfWork unit, CallContext call, Idempotency idempotency) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommandMarker || unit.InProgress)
        {
            return await next();
        }

        try
        {
            using var _ = unit.Begin();
            var response = await next();
            unit.Remember(Idempotency.Entry(call, request, response));
            await unit.Commit(ct);
            return response;
        }
        catch (Exception failure) when (call.IdempotencyKey is not null && failure is not OperationCanceledException)
        {
            var known = await idempotency.Find<TRequest, TResponse>(call, request, ct);
            if (known.Found)
            {
                return known.Response!;
            }

            throw;
        }
    }
}
