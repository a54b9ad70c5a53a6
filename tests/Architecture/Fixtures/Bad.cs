using CrossSell.Kernel.Messaging;

namespace CrossSell.Architecture.Fixtures;

/// <summary>What a module must not do; the tests must find it.</summary>
public sealed class PublicHandler;

internal sealed record UnguardedCommand : ICommand<Done>;
