using System.Security.Cryptography;
using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Code;

/// <summary>A line's code, loaded. The first call that throws or does not end in time fences it off: from then on nothing of it is called.</summary>
internal sealed class LoadedCode : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly LineThread _thread;
    private readonly ILineCode? _code;
    private volatile string? _fence;

    private LoadedCode(string line, string hash, LineThread thread, ILineCode? code, string? fence, IReadOnlyList<LineFault> faults)
    {
        (Line, Hash, _thread, _code, _fence, Faults) = (line, hash, thread, code, fence, faults);
    }

    public string Line { get; }

    /// <summary>Of the assembly's file: shows whether the folder has brought another one since.</summary>
    public string Hash { get; }

    /// <summary>What was wrong with it when it was loaded.</summary>
    public IReadOnlyList<LineFault> Faults { get; private set; }

    /// <summary>Why nothing of it is called; nothing while it runs.</summary>
    public string? Fence => _fence;

    public IReadOnlyDictionary<string, Text> Conditions { get; private set; } = new Dictionary<string, Text>();

    public IReadOnlyList<DocumentField> DocumentFields { get; private set; } = [];

    /// <summary>The interfaces of the Sdk that it implements.</summary>
    public IReadOnlyList<string> Does => _code is null ? [] : [.. _code.GetType().GetInterfaces().Where(i => typeof(ILineCode).IsAssignableFrom(i) && i != typeof(ILineCode)).Select(i => i.Name).Order(StringComparer.Ordinal)];

    public static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Loads the assembly that <c>line.json</c> names. What goes wrong is a fault and a fence, never an exception.</summary>
    public static LoadedCode Load(string line, string folder, string assembly)
    {
        var thread = new LineThread($"line {line}", Limit);
        var (file, problem) = new LineFolder(folder).Open(assembly);
        if (file is null)
        {
            return Refused(line, string.Empty, thread, "/assembly", problem!.Message.ToString(), "build the line's project, or leave assembly out");
        }

        if (AssemblyFacts.WhyNot(file) is { } why)
        {
            return Refused(line, HashOf(file), thread, "/assembly", $"'{assembly}' {why.Message}", why.Hint);
        }

        try
        {
            var type = TypeOf(new LineLoadContext(line, Path.GetFullPath(Path.Combine(folder, assembly))).Open(), assembly);
            var loaded = new LoadedCode(line, HashOf(file), thread, thread.Run("The constructor", () => (ILineCode)Activator.CreateInstance(type)!), null, []);
            loaded.Ask();
            return loaded;
        }
        catch (LineCallException failed)
        {
            return Refused(line, HashOf(file), thread, "/assembly", failed.Message, null);
        }
        catch (Exception broken) when (broken is System.Reflection.ReflectionTypeLoadException or TypeLoadException or FileLoadException or FileNotFoundException or BadImageFormatException)
        {
            return Refused(line, HashOf(file), thread, "/assembly", $"'{assembly}' can't be loaded: {broken.Message}", "its libraries belong beside it");
        }
    }

    /// <summary>Calls the code when it implements what is asked; else, and once it is fenced off, answers <paramref name="otherwise"/>.</summary>
    public TAnswer Call<TRole, TAnswer>(string what, Func<TRole, TAnswer> call, TAnswer otherwise)
        where TRole : ILineCode
    {
        if (_fence is not null || _code is not TRole role)
        {
            return otherwise;
        }

        try
        {
            return _thread.Run(what, () => call(role));
        }
        catch (LineCallException failed)
        {
            FenceOff(failed.Message);
            return otherwise;
        }
    }

    public void FenceOff(string reason)
    {
        Interlocked.CompareExchange(ref _fence, reason, null);
    }

    public void Dispose() => _thread.Dispose();

    private static LoadedCode Refused(string line, string hash, LineThread thread, string pointer, string message, string? hint)
    {
        thread.Dispose();
        return new LoadedCode(line, hash, thread, null, message, [new LineFault(LineFolder.LineFile, pointer, message, hint)]);
    }

    private static Type TypeOf(System.Reflection.Assembly assembly, string file)
    {
        var types = assembly.GetExportedTypes().Where(t => t is { IsAbstract: false, IsClass: true } && typeof(ILineCode).IsAssignableFrom(t)).ToList();
        return types switch
        {
            [var only] when only.GetConstructor(Type.EmptyTypes) is not null => only,
            [var only] => throw new LineCallException($"{only.FullName} in '{file}' has no public constructor without parameters."),
            [] => throw new LineCallException($"'{file}' has no public class that implements one of the Sdk's interfaces."),
            _ => throw new LineCallException($"'{file}' has several classes that implement the Sdk's interfaces: {string.Join(", ", types.Select(t => t.FullName))}."),
        };
    }

    private void Ask()
    {
        Conditions = Call<IConditions, IReadOnlyDictionary<string, Text>?>("Conditions", c => c.Conditions.ToDictionary(), null) ?? Conditions;
        DocumentFields = Call<IDocumentFields, IReadOnlyList<DocumentField>?>("DocumentFields", c => [.. c.DocumentFields], null) ?? DocumentFields;
        if (_fence is { } reason)
        {
            Faults = [new LineFault(LineFolder.LineFile, "/assembly", reason, null)];
        }
    }
}
