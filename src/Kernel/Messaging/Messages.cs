using MediatR;

namespace CrossSell.Kernel.Messaging;

/// <summary>Asks for a change; runs in one transaction.</summary>
public interface ICommand<out TResult> : IRequest<TResult>, ICommandMarker;

/// <summary>Marks commands for the behaviours.</summary>
public interface ICommandMarker;

/// <summary>Asks a question; changes nothing.</summary>
public interface IQuery<out TResult> : IRequest<TResult>;

/// <summary>Something that happened, told to other modules inside the same transaction: a handler that fails undoes it.</summary>
public interface IEvent : INotification;

public interface ICommandHandler<in TCommand, TResult> : IRequestHandler<TCommand, TResult>
    where TCommand : ICommand<TResult>;

public interface IQueryHandler<in TQuery, TResult> : IRequestHandler<TQuery, TResult>
    where TQuery : IQuery<TResult>;

public interface IEventHandler<in TEvent> : INotificationHandler<TEvent>
    where TEvent : IEvent;

/// <summary>Sends messages to the module that answers them.</summary>
public interface IDispatcher
{
    Task<TResult> Send<TResult>(ICommand<TResult> command, CancellationToken ct = default);

    Task<TResult> Ask<TResult>(IQuery<TResult> query, CancellationToken ct = default);

    Task Tell(IEvent happened, CancellationToken ct = default);
}

internal sealed class Dispatcher(IMediator mediator) : IDispatcher
{
    public Task<TResult> Send<TResult>(ICommand<TResult> command, CancellationToken ct) => mediator.Send(command, ct);

    public Task<TResult> Ask<TResult>(IQuery<TResult> query, CancellationToken ct) => mediator.Send(query, ct);

    public Task Tell(IEvent happened, CancellationToken ct) => mediator.Publish(happened, ct);
}

/// <summary>The answer of a command that has nothing to say.</summary>
[GenerateSerializer, Immutable]
public sealed record Done
{
    public static readonly Done Instance = new();
}
