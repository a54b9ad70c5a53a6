using System.Reflection;
using System.Runtime.Loader;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Code;

/// <summary>
/// A line's own world: its libraries are private to it, the Sdk is the host's, so that both mean the same types. Files are read into memory, so that a folder can be replaced
/// while the host runs.
/// </summary>
internal sealed class LineLoadContext(string name, string assembly) : AssemblyLoadContext(name)
{
    private static readonly string Shared = typeof(SdkContract).Assembly.GetName().Name!;
    private readonly AssemblyDependencyResolver _resolver = new(assembly);

    public Assembly Open() => FromMemory(assembly);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name != Shared && _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? FromMemory(path) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private Assembly FromMemory(string path)
    {
        using var code = new MemoryStream(File.ReadAllBytes(path));
        var symbols = Path.ChangeExtension(path, ".pdb");
        using var debug = File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null;
        return LoadFromStream(code, debug);
    }
}
