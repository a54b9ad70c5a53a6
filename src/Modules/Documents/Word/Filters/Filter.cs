using CrossSell.Kernel.Errors;

namespace CrossSell.Documents.Word;

internal delegate Value FilterStep(Value value, Filling fill);

/// <summary>A filter with its arguments, ready to run, and the type it gives.</summary>
internal sealed record Filter(FieldType Result, FilterStep Step);

internal static class Filters
{
    private static readonly FieldType[] Simple = [FieldType.Text, FieldType.Number, FieldType.Money, FieldType.Date, FieldType.YesNo];
    private static readonly string[] All = ["date", "money", "number", "words", "az", "upcase", "yesno", "default", "image", "barcode", "qr"];

    public static Filter Bind(string name, IReadOnlyList<Expression> arguments, FieldType input) => name switch
    {
        "date" => Date(Single(name, arguments, FieldType.Text), input),
        "money" => Money(Decimals(name, arguments), input),
        "number" => Number(Decimals(name, arguments), input),
        "words" => Words(None(name, arguments), input),
        "az" => Article(Single(name, arguments, FieldType.Text), input),
        "upcase" => Upcase(None(name, arguments), input),
        "yesno" => YesNo(arguments, input),
        "default" => Default(arguments, input),
        "image" => Image(Sizes(name, arguments, 2), input),
        "barcode" => Code(name, Sizes(name, arguments, 2), input, Barcode.Draw),
        "qr" => Code(name, Sizes(name, arguments, 1), input, QrCode.Draw),
        _ => throw Unknown(name),
    };

    /// <summary>The filters that work on a type.</summary>
    public static IReadOnlyList<string> For(FieldType type) => type switch
    {
        FieldType.Text => ["upcase", "az", "default", "image", "barcode", "qr"],
        FieldType.Number => ["number", "words", "az", "upcase", "default", "barcode", "qr"],
        FieldType.Money => ["money", "number", "words", "az", "default"],
        FieldType.Date => ["date", "az", "default"],
        FieldType.YesNo => ["yesno", "default"],
        FieldType.Rich => ["default"],
        FieldType.Any => All,
        _ => [],
    };

    private static TagException Unknown(string name) => NearestName.Of(name, All) is { } near
        ? new("unknownFilterNear", $"There is no filter “{name}”. Did you mean “{near}”?")
        : new("unknownFilter", $"There is no filter “{name}”. The filters are {string.Join(", ", All)}.");

    private static Filter Date(Literal? pattern, FieldType input)
    {
        Require("date", input, FieldType.Date);
        var form = pattern is null ? null : DatePattern.Checked(pattern.Constant.Text);
        return Text((value, fill) => value.Kind == ValueKind.Date ? Value.Of(fill.Wording.Date(value.Date, form))
            : !value.IsStandIn && value.Kind == ValueKind.Text && JsonFields.TryDate(value.Text, out var date) ? Value.Of(fill.Wording.Date(date, form))
            : Otherwise(value, FieldType.Date));
    }

    private static Filter Money(int? decimals, FieldType input)
    {
        Require("money", input, FieldType.Money);
        return Text((value, fill) => value.Kind == ValueKind.Money ? Value.Of(fill.Wording.Money(value.Number, value.Text, decimals)) : Otherwise(value, FieldType.Money));
    }

    private static Filter Number(int? decimals, FieldType input)
    {
        Require("number", input, FieldType.Number, FieldType.Money);
        return Text((value, fill) => value.Kind is ValueKind.Number or ValueKind.Money ? Value.Of(fill.Wording.Number(value.Number, decimals)) : Otherwise(value, FieldType.Number));
    }

    private static Filter Words(bool _, FieldType input)
    {
        Require("words", input, FieldType.Number, FieldType.Money);
        return Text((value, fill) => value.Kind switch
        {
            ValueKind.Number => InWords.Number(value.Number, fill.Wording),
            ValueKind.Money => InWords.Money(value.Number, value.Text, fill.Wording),
            _ => Otherwise(value, FieldType.Number),
        });
    }

    private static Filter Article(Literal? form, FieldType input)
    {
        Require("az", input, Simple);
        var capital = form?.Constant.Text switch
        {
            null or "az" or "a" => false,
            "Az" or "A" => true,
            var other => throw new TagException("azForm", $"The filter “az” knows “az” and “Az”, not “{other}”."),
        };
        return Text((value, fill) =>
        {
            var text = fill.Wording.Default(value);
            var article = HungarianArticle.Before(text);
            return text.Length == 0 ? Value.Of("") : Value.Of($"{(capital ? "A" + article[1..] : article)} {text}");
        });
    }

    private static Filter Upcase(bool _, FieldType input)
    {
        Require("upcase", input, Simple);
        return Text((value, fill) => Value.Of(fill.Wording.Default(value).ToUpper(fill.Culture)));
    }

    private static Filter YesNo(IReadOnlyList<Expression> arguments, FieldType input)
    {
        Require("yesno", input, FieldType.YesNo);
        var words = arguments.Select(a => TextLiteral("yesno", a)).ToArray();
        if (words.Length is not (0 or 2))
        {
            throw new TagException("yesnoWords", "The filter “yesno” takes no words or two: yesno: \"van\", \"nincs\".");
        }
        return Text((value, fill) => value.Kind != ValueKind.YesNo ? Otherwise(value, FieldType.YesNo)
            : Value.Of(words.Length == 0 ? fill.Wording.YesNo(value.YesNo) : words[value.YesNo ? 0 : 1]));
    }

    private static Filter Default(IReadOnlyList<Expression> arguments, FieldType input)
    {
        Require("default", input, [.. Simple, FieldType.Rich]);
        if (arguments is not [var other])
        {
            throw new TagException("defaultNeeds", "The filter “default” needs what to write instead, for example default: \"–\".");
        }
        var fits = other.Shape.Type is FieldType.Text or FieldType.Any || input is FieldType.Any || other.Shape.Type == input || (input, other.Shape.Type) == (FieldType.Money, FieldType.Number);
        if (!fits)
        {
            throw new TagException("defaultType", $"The filter “default” stands in for {JsonFields.Describe(input)} here, but “{other.Name}” is {JsonFields.Describe(other.Shape.Type)}.");
        }
        return new Filter(input, (value, fill) => value.Kind != ValueKind.Missing ? value : other.Read(fill) is { IsUsable: true } instead ? instead.AsStandIn() : other.Read(fill));
    }

    private static Filter Image(decimal[] size, FieldType input)
    {
        Require("image", input, FieldType.Text);
        return Drawn((value, fill) => value.Kind != ValueKind.Text ? Otherwise(value, FieldType.Text)
            : value.Text.Length == 0 ? value
            : Picture.Read(value.Text) is { } picture ? Value.Of(picture.Sized(size))
            : Value.Wrong("notAPicture", "is not a picture: PNG, JPEG or GIF, in base64"));
    }

    private static Filter Code(string name, decimal[] size, FieldType input, Func<string, Picture?> draw)
    {
        Require(name, input, Simple);
        return Drawn((value, fill) =>
        {
            var text = fill.Wording.Default(value);
            return text.Length == 0 ? Value.Of("") : draw(text) is { } picture ? Value.Of(picture.Sized(size)) : Value.Wrong("noSuchBarcode", $"cannot be written as a {name} code: it is too long or has letters that the code does not know");
        });
    }

    /// <summary>Millimetres: width, or width and height.</summary>
    private static decimal[] Sizes(string name, IReadOnlyList<Expression> arguments, int most)
    {
        const decimal largest = 400;
        var sizes = arguments.OfType<Literal>().Where(a => a.Constant is { Kind: ValueKind.Number, Number: > 0 and <= largest }).Select(a => a.Constant.Number).ToArray();
        return sizes.Length == arguments.Count && sizes.Length <= most ? sizes
            : throw (most > 1
                ? new TagException("filterTakesSizes", $"The filter “{name}” takes the width and the height in millimetres, for example {name}: 60, 15.")
                : new TagException("filterTakesWidth", $"The filter “{name}” takes the width in millimetres, for example {name}: 25."));
    }

    private static Filter Drawn(FilterStep step) => new(FieldType.Picture, (value, fill) => value.IsUsable ? step(value, fill) : value);

    private static Filter Text(FilterStep step) => new(FieldType.Text, (value, fill) => value.IsUsable ? step(value, fill) : value);

    /// <summary>A stand-in of another type is final and passes; data of another type is a fault.</summary>
    private static Value Otherwise(Value value, FieldType expected) =>
        value.IsStandIn ? value : Value.Wrong("shouldBe", $"should be {JsonFields.Describe(expected)}");

    private static void Require(string name, FieldType input, params ReadOnlySpan<FieldType> accepted)
    {
        if (input == FieldType.Any || accepted.Contains(input))
        {
            return;
        }
        var accepts = Term.AnyOf([.. accepted.ToArray().Select(JsonFields.Describe)]);
        throw new TagException("filterType", $"The filter “{name}” works on {accepts}, but this is {JsonFields.Describe(input)}.");
    }

    private static bool None(string name, IReadOnlyList<Expression> arguments) =>
        arguments.Count == 0 ? true : throw new TagException("filterTakesNothing", $"The filter “{name}” takes nothing after a colon.");

    private static Literal? Single(string name, IReadOnlyList<Expression> arguments, FieldType type) => arguments switch
    {
        [] => null,
        [Literal literal] when literal.Shape.Type == type => literal,
        _ => throw new TagException("filterTakesOne", $"The filter “{name}” takes one {JsonFields.Describe(type)} in quotation marks, for example {name}: \"{(name == "date" ? "yyyy. MM. dd." : "Az")}\"."),
    };

    private static int? Decimals(string name, IReadOnlyList<Expression> arguments) => arguments switch
    {
        [] => null,
        [Literal { Constant: { Kind: ValueKind.Number, Number: >= 0 and <= 6 } count }] when decimal.IsInteger(count.Number) => (int)count.Number,
        _ => throw new TagException("filterTakesDecimals", $"The filter “{name}” takes the number of decimals, 0 to 6, for example {name}: 2."),
    };

    private static string TextLiteral(string name, Expression argument) =>
        argument is Literal { Constant: { Kind: ValueKind.Text } text } ? text.Text : throw new TagException("filterTakesWords", $"The filter “{name}” takes words in quotation marks.");
}
