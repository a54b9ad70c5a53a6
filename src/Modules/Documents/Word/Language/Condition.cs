namespace CrossSell.Documents.Word;

internal abstract class Condition
{
    public abstract bool Holds(Filling fill);
}

internal sealed class Not(Condition inner) : Condition
{
    public override bool Holds(Filling fill) => !inner.Holds(fill);
}

internal sealed class And(Condition left, Condition right) : Condition
{
    public override bool Holds(Filling fill) => left.Holds(fill) && right.Holds(fill);
}

internal sealed class Or(Condition left, Condition right) : Condition
{
    public override bool Holds(Filling fill) => left.Holds(fill) || right.Holds(fill);
}

/// <summary>A field alone: yes, or there is something in it.</summary>
internal sealed class HasValue(Expression field) : Condition
{
    public override bool Holds(Filling fill)
    {
        var value = field.Read(fill);
        if (value.Kind == ValueKind.Wrong)
        {
            fill.Report(field.FieldName(fill), value.Why!);
        }
        return value.Kind switch
        {
            ValueKind.Missing or ValueKind.Wrong => false,
            ValueKind.YesNo => value.YesNo,
            ValueKind.Text => value.Text.Length > 0,
            ValueKind.List => value.Items!.Count > 0,
            _ => true,
        };
    }
}

internal sealed class Compare(Expression left, string sign, Expression right) : Condition
{
    public override bool Holds(Filling fill)
    {
        var (a, b) = (Usable(left, fill), Usable(right, fill));
        if (a is null || b is null)
        {
            return false;
        }
        if (a.Value.Kind == ValueKind.Missing || b.Value.Kind == ValueKind.Missing)
        {
            var bothMissing = a.Value.Kind == b.Value.Kind;
            return sign == "==" ? bothMissing : sign == "!=" && !bothMissing;
        }
        var order = Order(a.Value, b.Value);
        if (order is null)
        {
            fill.Report(left.FieldName(fill), new("differentKinds", $"cannot be compared with “{right.FieldName(fill)}”: they are of different kinds or currencies"));
        }
        return order is { } found && Satisfies(found);
    }

    private Value? Usable(Expression side, Filling fill)
    {
        var value = side.Read(fill);
        var why = value.Kind == ValueKind.Missing && sign is not ("==" or "!=") ? new("nothingToCompare", $"has no value, so it cannot be compared by {sign}. Ask first: {{% if {side.Name} and … %}}")
            : value.Why;
        if (why is not null)
        {
            fill.Report(side.FieldName(fill), why);
        }
        return why is null ? value : null;
    }

    private static int? Order(Value a, Value b) => (a.Kind, b.Kind) switch
    {
        (ValueKind.Text, ValueKind.Text) => string.CompareOrdinal(a.Text, b.Text),
        (ValueKind.Money, ValueKind.Money) => a.Text == b.Text ? a.Number.CompareTo(b.Number) : null,
        (ValueKind.Number or ValueKind.Money, ValueKind.Number or ValueKind.Money) => a.Number.CompareTo(b.Number),
        (ValueKind.Date, ValueKind.Date) => a.Date.CompareTo(b.Date),
        (ValueKind.Date, ValueKind.Text) => JsonFields.TryDate(b.Text, out var date) ? a.Date.CompareTo(date) : null,
        (ValueKind.Text, ValueKind.Date) => JsonFields.TryDate(a.Text, out var date) ? date.CompareTo(b.Date) : null,
        (ValueKind.YesNo, ValueKind.YesNo) => a.YesNo.CompareTo(b.YesNo),
        _ => null,
    };

    private bool Satisfies(int order) => sign switch
    {
        "==" => order == 0,
        "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
