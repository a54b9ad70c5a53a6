using CrossSell.Kernel.Modules;

namespace CrossSell.Architecture;

/// <summary>A module shows its Messages and its one module class; everything else is its own business.</summary>
public sealed class Visibility
{
    [Fact]
    public void Modules_show_messages_and_nothing_else()
    {
        House.Modules.Count.ShouldBe(11);
        var types = House.Modules.SelectMany(m => m.GetTypes()).ToList();
        types.Count.ShouldBeGreaterThan(100);

        types.Where(Leaks).Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Classes_of_modules_are_sealed_or_made_to_be_derived_from() =>
        House.Modules.SelectMany(m => m.GetTypes())
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false, IsNested: false } && !IsGenerated(t))
            .Select(t => t.FullName).ShouldBeEmpty();

    [Fact]
    public void A_leak_is_found() => Leaks(typeof(Fixtures.PublicHandler)).ShouldBeTrue();

    private static bool Leaks(Type type) =>
        type.IsPublic && !IsGenerated(type) && !typeof(IModule).IsAssignableFrom(type) && type.Namespace?.Contains(".Messages", StringComparison.Ordinal) != true;

    private static bool IsGenerated(Type type) =>
        type.Namespace is null
        || type.Namespace.Contains(".Migrations", StringComparison.Ordinal)
        || type.Namespace.StartsWith("OrleansCodeGen", StringComparison.Ordinal)
        || type.FullName!.Contains("AspNetCoreGenerated", StringComparison.Ordinal)
        || type.CustomAttributes.Any(a => a.AttributeType.Name is "GeneratedCodeAttribute" or "CompilerGeneratedAttribute");
}
