using System.Reflection;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using MediatR;

namespace CrossSell.Architecture;

/// <summary>Every message says what permission it asks for, and exactly one handler answers it.</summary>
public sealed class Permissions
{
    private static readonly IReadOnlyList<Type> Requests =
        [.. House.Assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsAbstract: false, IsClass: true } && Asks(t) && !t.Name.StartsWith("Codec_", StringComparison.Ordinal))];

    [Fact]
    public void Every_message_declares_one()
    {
        Requests.Count.ShouldBeGreaterThan(40);
        Requests.Where(Unguarded).Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Every_message_has_exactly_one_handler()
    {
        var handlers = House.Assemblies.SelectMany(a => a.GetTypes()).Where(t => !t.IsAbstract)
            .SelectMany(t => t.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            .ToLookup(i => i.GetGenericArguments()[0]);

        Requests.Where(r => handlers[r].Count() != 1).Select(r => $"{r.FullName}: {handlers[r].Count()} handlers").ShouldBeEmpty();
    }

    [Fact]
    public void A_message_without_one_is_found() => Unguarded(typeof(Fixtures.UnguardedCommand)).ShouldBeTrue();

    private static bool Unguarded(Type type) => type.GetCustomAttribute<NeedsAttribute>() is null;

    private static bool Asks(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(ICommand<>) || i.GetGenericTypeDefinition() == typeof(IQuery<>)));
}
