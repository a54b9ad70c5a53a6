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

        if (request is IAboutClient about && !call.Actor.Scope.All)
        {
            var directory = (IClientDirectory)services.GetService(typeof(IClientDirectory))!;
            var advisor = await directory.AdvisorOf(about.ClientId, ct);
            if (advisor is null || !call.Actor.Scope.Allows(advisor.Value))
            {
                throw new NotFoundException("client", about.ClientId);
            }
        }

        return await next();
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
