using CrossSell.Kernel.Access;

namespace CrossSell.Kernel.Data;

/// <summary>Gathers only the conditions a question has, so that each question gets the plan and the index that fit it.</summary>
public sealed class SqlFilter
{
    private readonly List<string> _conditions = [];
    private readonly List<object?> _values;

    public SqlFilter()
        : this([])
    {
    }

    private SqlFilter(List<object?> values) => _values = values;

    public object?[] Values => [.. _values];

    /// <summary>The conditions joined by <c>and</c>; true when there is none.</summary>
    public string Sql => _conditions.Count == 0 ? "true" : string.Join(" and ", _conditions);

    /// <summary>Adds a condition in which each <c>?</c> stands for the next of the values; without a value there is no condition.</summary>
    public SqlFilter And(string condition, params object?[] values)
    {
        if (values.Any(v => v is null))
        {
            return this;
        }

        foreach (var value in values)
        {
            var at = condition.IndexOf('?', StringComparison.Ordinal);
            condition = $"{condition[..at]}{Parameter(value)}{condition[(at + 1)..]}";
        }

        _conditions.Add(condition);
        return this;
    }

    /// <summary>Adds a condition without values of its own.</summary>
    public SqlFilter Add(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>Conditions of a part of the same statement: its values stand among these.</summary>
    public SqlFilter Beside() => new(_values);

    /// <summary>Only clients of the scope, by a column with the advisor's id; nothing for who sees everybody.</summary>
    public SqlFilter In(ClientScope scope, string column) => scope.All ? this : Add(scope.Sql(column, Parameter(scope.Keys)));

    /// <summary>Adds a value that stands elsewhere in the statement, such as the limit.</summary>
    public string Parameter(object? value)
    {
        _values.Add(value);
        return $"${_values.Count}";
    }
}
