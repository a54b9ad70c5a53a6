namespace CrossSell.Kernel.Errors;

/// <summary>Something a person can understand and act on. The code names the text in both languages; the arguments fill it.</summary>
public abstract class HouseException(string code, string message, params (string Name, object? Value)[] arguments) : Exception(message)
{
    public string Code { get; } = code;

    public IReadOnlyList<(string Name, object? Value)> Arguments { get; } = arguments;
}

/// <summary>There is no such thing, or the actor may not know of it.</summary>
public sealed class NotFoundException(string what, object id)
    : HouseException("error.notFound." + what, $"There is no {what} {id}.", ("id", id))
{
    public string What { get; } = what;

    public object Id { get; } = id;
}

/// <summary>The actor's role does not allow this.</summary>
public sealed class NotAllowedException(string code, string message) : HouseException(code, message);

/// <summary>A rule of the business forbids this now.</summary>
public sealed class RuleBrokenException(string code, string message, params (string Name, object? Value)[] arguments)
    : HouseException(code, message, arguments);

/// <summary>Somebody else was faster: what was seen is no longer so.</summary>
public sealed class ConflictException(string code, string message, params (string Name, object? Value)[] arguments)
    : HouseException(code, message, arguments);

/// <summary>The caller's version (If-Match) is stale.</summary>
public sealed class StaleException() : HouseException("error.stale", "The resource has changed since it was read.");

/// <summary>Input that can't be used, by field.</summary>
public sealed class InvalidInputException(IReadOnlyList<FieldFault> faults)
    : HouseException("error.invalid", string.Join(" ", faults.Select(f => $"{f.Field}: {f.Message}")))
{
    public InvalidInputException(string field, string code, string message)
        : this([new FieldFault(field, code, message)])
    {
    }

    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}

/// <summary>One field that can't be used, and what was expected. The code names the text in both languages; the arguments fill it.</summary>
public sealed record FieldFault(string Field, string Code, string Message, params (string Name, object? Value)[] Arguments);

/// <summary>The version guard of a row refused the write: it was changed elsewhere.</summary>
public sealed class VersionConflictException(string table, Exception inner) : Exception($"A row of {table} changed since it was read.", inner);
