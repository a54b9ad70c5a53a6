using System.Globalization;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Segments.Domain.Filters;

/// <summary>What can stand in a phrase.</summary>
internal static class SlotKinds
{
    public const int MostDays = 36_500;
    private const decimal MostMoney = 1_000_000_000_000m;

    private static readonly (string Word, string Hu, string En)[] ReasonWords =
    [
        ("price", "ár", "price"), ("cover", "fedezet", "cover"), ("service", "kiszolgálás", "service"), ("hasElsewhere", "máshol már van", "has it elsewhere"), ("notNeeded", "nincs rá szüksége", "not needed"),
        ("badExperience", "rossz tapasztalat", "bad experience"), ("other", "más ok", "another reason"), ("complaint", "panasz", "complaint"), ("tooMany", "túl sok megkeresés", "too many approaches"),
        (EndedContracts.Unknown, "nem ismert", "not known"),
    ];

    /// <summary>What opens offers beside rules.</summary>
    private static readonly (string Word, string Hu, string En)[] OriginWords =
    [
        ("expiry", "lejáró szerződés", "an expiring contract"), ("rule", "ajánlási szabály", "a rule"), ("manual", "tanácsadó", "an advisor"), ("campaign", "kampány", "a campaign"),
        ("nextVariant", "másik módozat", "another variant"), ("nextSuggestion", "következő javaslat", "the next suggestion"), ("inItsPlace", "helyette ajánlott termék", "a product in its place"), ("afterYes", "mellé ajánlott termék", "a product along with it"),
    ];

    public static Slot Products { get; } = new ProductSlot(sets: true);

    public static Slot Product { get; } = new ProductSlot(sets: false);

    public static Slot OfProducts { get; } = new OptionalSlot(Products, "of {}", "ebből: {}", "of {}");

    public static Slot AtPlace { get; } = new ChoiceSlot((Filters.Place.Here, "here", "nálunk", "with us"), (Filters.Place.Elsewhere, "elsewhere", "másnál", "elsewhere"), (Filters.Place.Anywhere, "", "", ""));

    public static Slot Compares { get; } = new ChoiceSlot(
        (Filters.Comparison.AtLeast, ">=", "legalább", "at least"), (Filters.Comparison.AtMost, "<=", "legfeljebb", "at most"), (Filters.Comparison.More, ">", "több mint", "more than"),
        (Filters.Comparison.Less, "<", "kevesebb mint", "less than"), (Filters.Comparison.Exactly, "=", "pontosan", "exactly"), (Filters.Comparison.Other, "!=", "nem pontosan", "other than"));

    public static Slot DateComparison { get; } = new ChoiceSlot(
        (Filters.Comparison.AtLeast, ">=", "nem korábbi mint", "on or after"), (Filters.Comparison.AtMost, "<=", "nem későbbi mint", "on or before"), (Filters.Comparison.More, ">", "későbbi mint", "after"),
        (Filters.Comparison.Less, "<", "korábbi mint", "before"), (Filters.Comparison.Exactly, "=", "éppen", "exactly"), (Filters.Comparison.Other, "!=", "nem éppen", "other than"));

    public static Slot Days { get; } = Whole("a number of days", 0, MostDays);

    public static Slot Years { get; } = Whole("an age in years", 0, 150);

    public static Slot Count { get; } = Whole("a number", 0, 1_000_000);

    public static Slot Amount { get; } = new TokenSlot<decimal>(
        "an amount",
        (t, _) => t.Kind == TokenKind.Word && Decimal(t.Text) is { } number && number is >= 0 and <= MostMoney ? number : null,
        (n, names) => Quoting.Number(n, names));

    public static Slot Currency { get; } = new TextLike(
        "a currency such as HUF",
        t => t.Kind == TokenKind.Word && t.Text.Length == 3 && t.Text.All(c => c is >= 'A' and <= 'Z'),
        missing: "HUF",
        quotes: _ => false);

    public static Slot Date { get; } = new TokenSlot<DateOnly>(
        "a day such as 2026-12-31",
        (t, _) => DateOnly.TryParseExact(t.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 2200 ? day : null,
        (d, _) => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Words as people write them: quoted, or a single word.</summary>
    public static Slot Text { get; } = new TextLike("a word, or words in quotation marks", t => t.Kind != TokenKind.Symbol && t.Text.Trim().Length is > 0 and <= 200, null, null);

    public static Slot Outcome { get; } = new ChoiceSlot(
        ("accepted", "accepted", "elfogadta", "accepted"), ("rejected", "rejected", "elutasította", "refused"), ("noAnswer", "noAnswer", "nem értük el", "not reached"),
        ("callBack", "callBack", "visszahívást kért", "asked for a call back"), ("thinking", "thinking", "gondolkodik", "thinking it over"),
        ("wrongContact", "wrongContact", "rossz elérhetőség", "wrong contact data"), ("doNotContact", "doNotContact", "nem kér megkeresést", "wants no contact"));

    public static Slot Because { get; } = new OptionalSlot(new WordSlot("a reason", ReasonWords), "because {}", "amelynek oka {}", "because of {}");

    /// <summary>What opened an offer: an origin, or a rule with or without its version.</summary>
    public static Slot OpenedBy { get; } = new OptionalSlot(new WordSlot("an origin or a rule", OriginWords), "by {}", "amit ez nyitott: {}", "opened by {}");

    public static Slot Stage { get; } = new ChoiceSlot(
        (OfferStage.Tried, "tried", "és kerestük vele", "and was approached with it"), (OfferStage.Reached, "reached", "és beszéltünk róla", "and was spoken to about it"), (OfferStage.Accepted, "accepted", "és elfogadta", "and accepted it"),
        (OfferStage.Rejected, "rejected", "és elutasította", "and refused it"), (OfferStage.Open, "open", "és még nyitott", "and it is still open"), (OfferStage.Any, "", "", ""));

    public static Slot Attempt { get; } = new ChoiceSlot(
        (1, "first", "első alkalommal", "for the first time"), (2, "second", "második alkalommal", "for the second time"), (3, "third", "harmadik alkalommal", "for the third time"), (4, "fourth", "negyedik alkalommal", "for the fourth time"),
        (5, "fifth", "ötödik alkalommal", "for the fifth time"), (6, "sixth", "hatodik alkalommal", "for the sixth time"), (Tries.Last, "later", "hetedszer vagy később", "for the seventh time or later"), (null, "", "", ""));

    public static Slot Daypart { get; } = new ChoiceSlot(
        (Filters.Daypart.Early, "early", "reggel 10 óra előtt", "before 10 o'clock"), (Filters.Daypart.Morning, "morning", "délelőtt 10 és 12 között", "from 10 to 12"), (Filters.Daypart.Noon, "noon", "12 és 14 óra között", "from 12 to 14"),
        (Filters.Daypart.Afternoon, "afternoon", "délután 14 és 17 között", "from 14 to 17"), (Filters.Daypart.Evening, "evening", "17 óra után", "after 17 o'clock"), (Filters.Daypart.Any, "", "", ""));

    public static Slot Result { get; } = new ChoiceSlot(
        (TryResult.Reached, "reached", "és elértük", "and was reached"), (TryResult.Missed, "missed", "és nem értük el", "and was not reached"), (TryResult.Accepted, "accepted", "és igent mondott", "and said yes"),
        (TryResult.Rejected, "rejected", "és nemet mondott", "and said no"), (TryResult.Any, "", "", ""));

    public static Slot Within { get; } = new OptionalSlot(Days, "within {}", "az utolsó {} napban", "in the last {} days");

    public static Slot Fate { get; } = new ChoiceSlot(
        (Filters.Fate.Itself, "itself", "és magától folytatódik", "and goes on by itself"), (Filters.Fate.Renewed, "renewed", "és nálunk megújult", "and was renewed with us"), (Filters.Fate.Lost, "lost", "és máshoz került", "and went to others"),
        (Filters.Fate.Gone, "gone", "és megszűnt", "and is gone"), (Filters.Fate.Left, "left", "és elment tőlünk", "and left us"), (Filters.Fate.Any, "", "", ""));

    public static Slot To { get; } = new OptionalSlot(Text, "to {}", "akihez került: {}", "to {}");

    public static Slot Standing { get; } = new ChoiceSlot(
        (ProductStanding.Held, "held", "megvan", "is held"), (ProductStanding.Open, "open", "ajánlat alatt áll", "is being offered"), (ProductStanding.NotAllowed, "notAllowed", "nem ajánlható", "may not be offered"),
        (ProductStanding.Cooldown, "cooldown", "pihentetve van", "is in cooldown"), (ProductStanding.Offerable, "offerable", "ajánlható", "could be offered"));

    public static Slot Kind { get; } = new ChoiceSlot(("person", "person", "magánszemély", "a person"), ("company", "company", "cég", "a company"));

    public static Slot Language { get; } = new ChoiceSlot(("hu", "hu", "magyar", "Hungarian"), ("en", "en", "angol", "English"));

    public static Slot Channel { get; } = new ChoiceSlot(("phone", "phone", "telefonon", "by phone"), ("email", "email", "e-mailben", "by e-mail"), ("post", "post", "levélben", "by post"), (null, "any", "bármely csatornán", "by any channel"));

    public static Slot Purpose { get; } = new ChoiceSlot(("marketing", "marketing", "értékesítési céllal", "for marketing"), ("service", "service", "szolgáltatási céllal", "for service"));

    public static decimal? Decimal(string text) =>
        decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TokenSlot<int> Whole(string expected, int least, int most) => new(
        expected,
        (t, _) => t.Kind == TokenKind.Word && int.TryParse(t.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null,
        (n, names) => Quoting.Number(n, names),
        (reader, t) =>
        {
            if (t.Kind == TokenKind.Word && long.TryParse(t.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                reader.Blame("filterOutOfBounds", $"Must lie between {least} and {most}.", null, ("min", least), ("max", most));
            }
        });

    /// <summary>A text; plain where it reads as one word, else quoted.</summary>
    private sealed class TextLike(string expected, Func<Token, bool> fits, string? missing, Func<string, bool>? quotes) : Slot
    {
        public override bool TryRead(TokenReader reader, out object? value)
        {
            value = missing;
            if (reader.Next is { } token && fits(token))
            {
                value = token.Text.Trim();
                reader.At++;
                return true;
            }

            reader.Miss(expected);
            return missing is not null;
        }

        public override string Write(object? value, FilterNames names) => quotes?.Invoke((string)value!) == false ? (string)value! : Quoting.Quote((string)value!, names);
    }

    /// <summary>A word of the house is said in the language, a line's own as it is: why something was refused, what opened an offer.</summary>
    private sealed class WordSlot(string expected, (string Word, string Hu, string En)[] words) : Slot
    {
        public override bool TryRead(TokenReader reader, out object? value)
        {
            value = null;
            if (reader.Next is not { Kind: not TokenKind.Symbol } token)
            {
                reader.Miss(expected);
                return false;
            }

            value = words.FirstOrDefault(w => Said(w, reader.Names) == token.Text) is { Word: { } word } ? word : token.Text;
            reader.At++;
            return true;
        }

        public override string Write(object? value, FilterNames names)
        {
            var word = (string)value!;
            return names.Dialect == Dialect.Code && word.All(char.IsAsciiLetterOrDigit) ? word : Quoting.Quote(words.FirstOrDefault(w => w.Word == word) is { Word: not null } said ? Said(said, names) : word, names);
        }

        private static string Said((string Word, string Hu, string En) word, FilterNames names) => names.Dialect switch { Dialect.Hungarian => word.Hu, Dialect.English => word.En, _ => word.Word };
    }

    /// <summary>A product by its code, in a sentence by its name; also a line or anything, where a set is asked for.</summary>
    private sealed class ProductSlot(bool sets) : Slot
    {
        public override bool TryRead(TokenReader reader, out object? value)
        {
            value = null;
            if (reader.Next is not { } token)
            {
                reader.Miss("a product");
                return false;
            }

            if (sets && AnyOf(reader) is { } any)
            {
                value = new ProductSet(any);
                return true;
            }

            var code = token.Kind == TokenKind.Quoted ? reader.Names.CodeOf(token.Text, line: false) ?? token.Text : token.Text;
            if (reader.Names.Products.Contains(code) || (sets && code.EndsWith("/*", StringComparison.Ordinal) && reader.Names.Lines.Contains(code[..^2])))
            {
                reader.At++;
                value = sets ? new ProductSet(code) : code;
                return true;
            }

            if (token.Kind == TokenKind.Quoted || token.Text.Contains('/', StringComparison.Ordinal))
            {
                var near = Nearest.Of(token.Text, reader.Names.Products.Concat(reader.Names.Products.Select(reader.Names.NameOf).OfType<string>()));
                reader.Blame("filterUnknownProduct", $"There is no product {token.Text}.", near, ("product", token.Text));
            }

            reader.Miss("a product");
            return false;
        }

        public override string Write(object? value, FilterNames names)
        {
            var code = sets ? ((ProductSet)value!).Code : (string)value!;
            return names.Dialect == Dialect.Code ? code
                : code == ProductSet.Any ? Anything(names)
                : names.NameOf(code) is not { } name ? code
                : code.EndsWith("/*", StringComparison.Ordinal) ? names.Dialect == Dialect.Hungarian ? $"bármilyen {Quoting.Quote(name, names)}" : $"any {Quoting.Quote(name, names)}"
                : Quoting.Quote(name, names);
        }

        private static string Anything(FilterNames names) => names.Dialect == Dialect.Hungarian ? "bármilyen" : "any product";

        private static string? AnyOf(TokenReader reader)
        {
            var start = reader.At;
            if (reader.Names.Dialect == Dialect.Code)
            {
                return reader.Read(ProductSet.Any) ? ProductSet.Any : null;
            }

            if (!reader.Read(reader.Names.Dialect == Dialect.Hungarian ? "bármilyen" : "any"))
            {
                return null;
            }

            if (reader.Next is { Kind: TokenKind.Quoted } line && reader.Names.CodeOf(line.Text, line: true) is { } code)
            {
                reader.At++;
                return code;
            }

            if (reader.Names.Dialect == Dialect.Hungarian || reader.Read("product"))
            {
                return ProductSet.Any;
            }

            reader.At = start;
            return null;
        }
    }

    /// <summary>The reasons a refusal may have, the house's first.</summary>
    public static IReadOnlyList<string> Reasons => OutcomeReasons.OfHouse(Sdk.Outcome.Rejected);
}

/// <summary>What somebody may have meant.</summary>
internal static class Nearest
{
    public static string? Of(string said, IEnumerable<string> known) =>
        known.Select(k => (Name: k, Distance: Distance(said.ToUpperInvariant(), k.ToUpperInvariant()))).Where(k => k.Distance <= Math.Max(2, said.Length / 3)).OrderBy(k => k.Distance).ThenBy(k => !k.Name.StartsWith(said, StringComparison.OrdinalIgnoreCase)).ThenBy(k => k.Name, StringComparer.Ordinal).FirstOrDefault().Name;

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var before = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (before, row[j]) = (row[j], a[i - 1] == b[j - 1] ? before : 1 + Math.Min(before, Math.Min(row[j], row[j - 1])));
            }
        }

        return row[^1];
    }
}
