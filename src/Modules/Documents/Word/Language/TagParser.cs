using System.Globalization;
using CrossSell.Kernel.Errors;

namespace CrossSell.Documents.Word;

/// <summary>Reads the inside of one tag against the names visible where it stands.</summary>
internal sealed class TagParser
{
    private static readonly Dictionary<string, string> Signs = new()
    {
        ["=="] = "==",
        ["!="] = "!=",
        ["<"] = "<",
        ["<="] = "<=",
        [">"] = ">",
        [">="] = ">=",
    };

    private readonly VisibleNames names;
    private readonly List<Token> tokens;
    private int at;

    public TagParser(string text, VisibleNames names)
    {
        this.names = names;
        tokens = Tokens.Of(text);
    }

    private Token Now => tokens[at];

    public static Expression Print(string text, VisibleNames names)
    {
        var parser = new TagParser(text, names);
        var value = parser.Value();
        parser.End();
        return value.Shape.Type is FieldType.List or FieldType.Object ? throw NotPrintable(value) : value;
    }

    public static string Keyword(string text) => Tokens.Of(text)[0] is { Kind: TokenKind.Name } first ? first.Text : "";

    public (string Name, FieldPath List) For()
    {
        at++;
        var name = Name(new("name.item", "the name of one item, for example {% for cover in offer.covers %}"));
        if (Now.Text != "in" || Now.Kind != TokenKind.Name)
        {
            throw new TagException("loopWithoutIn", "A loop is written {% for item in list %}; the word “in” is missing.");
        }
        at++;
        names.CheckNewName(name);
        var list = Path();
        End();
        return list is FieldPath { Shape.Type: FieldType.List or FieldType.Any } path ? (name, path)
            : throw new TagException("notAList", $"“{list.Name}” is {JsonFields.Describe(list.Shape.Type)}, not a list, so it cannot be gone through.");
    }

    public Condition Condition()
    {
        at++;
        var condition = AnyOf();
        End();
        return condition;
    }

    public void Alone()
    {
        at++;
        End();
    }

    private static TagException NotPrintable(Expression value) => value.Shape.Type == FieldType.List
        ? new("listPrinted", $"“{value.Name}” is a list. Go through it with {{% for item in {value.Name} %}}.")
        : new("groupPrinted", $"“{value.Name}” is a group of fields. Write one of them: {string.Join(", ", value.Shape.Members.Keys.Take(12).Select(m => $"{value.Name}.{m}"))}.");

    private void End()
    {
        if (Now.Kind != TokenKind.End)
        {
            throw Unexpected(Now.Text, Hint(Now.Text), wantsValue: false);
        }
    }

    private static TagException Unexpected(string symbol, Term? hint, bool wantsValue) => (hint, wantsValue) switch
    {
        (null, false) => new("unexpected", $"“{symbol}” is not expected here."),
        (null, true) => new("valueExpected", $"“{symbol}” is not expected here; a field or a value is."),
        (_, false) => new("unexpectedHint", $"“{symbol}” is not expected here. {hint}"),
        (_, true) => new("valueExpectedHint", $"“{symbol}” is not expected here; a field or a value is. {hint}"),
    };

    private static Term? Hint(string symbol) => symbol switch
    {
        "=" => new("hint.equal", "Equal is written ==."),
        "=>" or "=<" => new("hint.order", "Write >= or <=."),
        "<>" => new("hint.notEqual", "Not equal is written !=."),
        "&&" => new("hint.and", "Write the word and."),
        "||" => new("hint.or", "Write the word or."),
        "if" => new("hint.elsif", "Write elsif."),
        "+" or "*" or "/" or "-" => new("hint.noSums", "The template language does not calculate; totals come with the data."),
        _ => null,
    };

    private Condition AnyOf()
    {
        var left = AllOf();
        while (Take("or"))
        {
            left = new Or(left, AllOf());
        }
        return left;
    }

    private Condition AllOf()
    {
        var left = One();
        while (Take("and"))
        {
            left = new And(left, One());
        }
        return left;
    }

    private Condition One()
    {
        if (Take("not"))
        {
            return new Not(One());
        }
        if (!TakeSymbol("("))
        {
            return Comparison();
        }
        var inner = AnyOf();
        return TakeSymbol(")") ? inner : throw new TagException("parenthesisOpen", "A parenthesis is opened and not closed.");
    }

    private Condition Comparison()
    {
        var left = Operand();
        if (Now.Kind != TokenKind.Symbol || !Signs.TryGetValue(Now.Text, out var sign))
        {
            return new HasValue(left);
        }
        at++;
        var right = Operand();
        CheckComparable(left, sign, right);
        return new Compare(left, sign, right);
    }

    private static void CheckComparable(Expression left, string sign, Expression right)
    {
        var (a, b) = (left.Shape.Type, right.Shape.Type);
        var isDateText = (a, b) is (FieldType.Date, FieldType.Text) or (FieldType.Text, FieldType.Date);
        if (isDateText)
        {
            CheckDate(left);
            CheckDate(right);
        }
        var alike = a == FieldType.Any || b == FieldType.Any || a == b || isDateText
            || (a, b) is (FieldType.Money, FieldType.Number) or (FieldType.Number, FieldType.Money);
        if (!alike)
        {
            throw new TagException("notComparable", $"“{left.Name}” is {JsonFields.Describe(a)} and “{right.Name}” is {JsonFields.Describe(b)}; they cannot be compared.");
        }
        if (a is FieldType.List or FieldType.Object || b is FieldType.List or FieldType.Object)
        {
            throw new TagException("singleValuesOnly", $"“{left.Name}” is {JsonFields.Describe(a)}; only single values can be compared.");
        }
        if (a == FieldType.YesNo && sign is not ("==" or "!="))
        {
            throw new TagException("yesNoOrder", "Yes and no can only be compared by == and !=.");
        }
    }

    private static void CheckDate(Expression side)
    {
        if (side.Shape.Type == FieldType.Text && side is not Literal)
        {
            throw new TagException("textAgainstDate", $"“{side.Name}” is text and cannot be compared with a date.");
        }
        if (side is Literal { Constant: { Kind: ValueKind.Text } text } && !JsonFields.TryDate(text.Text, out _))
        {
            throw new TagException("notADate", $"“{text.Text}” is not a date. Write it as \"2026-11-23\".");
        }
    }

    private Expression Value()
    {
        var source = Operand();
        var filters = new List<Filter>();
        var type = source.Shape.Type;
        while (TakeSymbol("|"))
        {
            var filter = Filters.Bind(Name(new("name.filter", "the name of a filter")), Arguments(), type);
            filters.Add(filter);
            type = filter.Result;
        }
        return filters.Count == 0 ? source : new Filtered(source, filters);
    }

    private List<Expression> Arguments()
    {
        var arguments = new List<Expression>();
        if (!TakeSymbol(":"))
        {
            return arguments;
        }
        do
        {
            arguments.Add(Operand());
        }
        while (TakeSymbol(","));
        return arguments;
    }

    private Expression Operand()
    {
        var token = Now;
        at++;
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new Literal(Word.Value.Of(token.Text), FieldType.Text, $"\"{token.Text}\"");
            case TokenKind.Number:
                return new Literal(Word.Value.Of(decimal.Parse(token.Text, CultureInfo.InvariantCulture)), FieldType.Number, token.Text);
            case TokenKind.Name when token.Text is "true" or "false":
                return new Literal(Word.Value.Of(token.Text == "true"), FieldType.YesNo, token.Text);
            case TokenKind.Name when token.Text is "null" or "nil":
                return new NullLiteral();
            case TokenKind.Name:
                at--;
                return Path();
            case TokenKind.End:
                throw new TagException("endsTooEarly", "The tag ends too early: a field or a value is missing.");
            default:
                throw Unexpected(token.Text, Hint(token.Text), wantsValue: true);
        }
    }

    private Expression Path()
    {
        var steps = new List<string> { Name(new("name.field", "the name of a field")) };
        while (TakeSymbol("."))
        {
            steps.Add(Name(new("name.member", "the name of a field after the point")));
        }
        return names.Resolve([.. steps]);
    }

    private string Name(Term expected)
    {
        var token = Now;
        if (token.Kind != TokenKind.Name)
        {
            throw token.Kind == TokenKind.End
                ? new TagException("endsBefore", $"The tag ends too early: {expected} is missing.")
                : new TagException("standsWhere", $"“{token.Text}” stands where {expected} should be.");
        }
        at++;
        return token.Text;
    }

    private bool Take(string word)
    {
        var found = Now.Kind == TokenKind.Name && Now.Text == word;
        at += found ? 1 : 0;
        return found;
    }

    private bool TakeSymbol(string symbol)
    {
        var found = Now.Kind == TokenKind.Symbol && Now.Text == symbol;
        at += found ? 1 : 0;
        return found;
    }
}
