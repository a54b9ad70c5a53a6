using System.Reflection;
using CrossSell.Sdk;

namespace CrossSell.Unit.Catalog;

public sealed class The_sdk
{
    private static readonly Assembly Sdk = typeof(SdkContract).Assembly;

    [Fact]
    public void Has_the_public_surface_that_was_approved()
    {
        var approved = Path.Combine(PluginFolders.Repository, "src", "Sdk", "Sdk.approved.txt");
        var now = string.Join('\n', Surface()) + "\n";
        if (now != File.ReadAllText(approved))
        {
            File.WriteAllText(Path.ChangeExtension(approved, ".received.txt"), now);
        }

        now.ShouldBe(File.ReadAllText(approved), "What lines are built against has changed: raise SdkContract.Version where something was taken away or altered, and approve Sdk.received.txt.");
    }

    [Fact]
    public void Has_the_contracts_version_as_its_own() => Sdk.GetName().Version!.Major.ShouldBe(SdkContract.Version);

    [Fact]
    public void Stands_on_nothing_but_the_framework() =>
        Sdk.GetReferencedAssemblies().Select(a => a.Name!).ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard");

    private static IEnumerable<string> Surface() => Sdk.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal).SelectMany(t => Members(t).Prepend($"{Kind(t)} {Name(t)}{Bases(t)}"));

    private static string Kind(Type t) => t.IsEnum ? "enum" : t.IsInterface ? "interface" : t is { IsAbstract: true, IsSealed: true } ? "static class" : t.IsAbstract ? "abstract record" : "record";

    private static string Bases(Type t)
    {
        var bases = t.GetInterfaces().Where(i => i.Assembly == Sdk).Select(Name).Concat(t.BaseType?.Assembly == Sdk ? [Name(t.BaseType)] : []).Order(StringComparer.Ordinal).ToList();
        return bases.Count == 0 ? string.Empty : " : " + string.Join(", ", bases);
    }

    private static IEnumerable<string> Members(Type t) => t.IsEnum
        ? Enum.GetNames(t).Select(n => $"    {n} = {(int)Enum.Parse(t, n)}")
        : t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(Member).OfType<string>().Order(StringComparer.Ordinal).Select(m => "    " + m);

    private static string? Member(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } f => $"const {Name(f.FieldType)} {f.Name} = {f.GetRawConstantValue()}",
        ConstructorInfo c when !IsCopy(c) => $"new({Parameters(c)})",
        PropertyInfo p when p.Name != "EqualityContract" => $"{Name(p.PropertyType)} {p.Name} {{ get;{(p.SetMethod is null ? "" : " init;")} }}",
        MethodInfo { IsSpecialName: false } m when !IsGenerated(m) => $"{Name(m.ReturnType)} {m.Name}({Parameters(m)})",
        _ => null,
    };

    private static bool IsCopy(ConstructorInfo c) => c.GetParameters() is [{ } only] && only.ParameterType == c.DeclaringType;

    private static bool IsGenerated(MethodInfo m) => m.Name is "ToString" or "GetHashCode" or "Equals" or "Deconstruct" or "<Clone>$";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}"));

    private static string Name(Type t) =>
        Nullable.GetUnderlyingType(t) is { } inner ? Name(inner) + "?"
        : t.IsGenericType ? $"{t.Name.Split('`')[0]}<{string.Join(", ", t.GetGenericArguments().Select(Name))}>"
        : t.DeclaringType is { } outer ? $"{outer.Name}.{t.Name}"
        : t.Name;
}
