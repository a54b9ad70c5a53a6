namespace CrossSell.Portfolio.Domain;

/// <summary>A value by which people name a contract: a plate, a chassis number, a loan's or an account's number.</summary>
internal sealed record Identifier(Guid ContractId, string Field, string Key);

/// <summary>
/// Finds them by their shape, so that every product line's fields are searched without declaring it: letters and digits together, or digits
/// in groups, or at least ten digits. An amount, a date, a year, a sentence is none.
/// </summary>
internal static class Identifiers
{
    private const int Shortest = 5;
    private const int Longest = 40;
    private const int ManyDigits = 10;
    private static readonly char[] Groups = ['-', '/'];

    public static IEnumerable<Identifier> Of(Contract contract) => contract.Fields
        .Where(f => IsOne(f.Value))
        .Select(f => new Identifier(contract.Id, f.Key, Key(f.Value)));

    public static bool IsOne(string value)
    {
        var text = value.Trim();
        var digits = text.Count(char.IsAsciiDigit);
        return text.Length <= Longest && digits > 0 && Key(text).Length >= Shortest && text.Count(char.IsWhiteSpace) <= 1 && !text.Contains('.', StringComparison.Ordinal)
            && !text.Contains(',', StringComparison.Ordinal) && !DateOnly.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)
            && (digits >= ManyDigits || (text.Any(char.IsAsciiLetter) ? LooksCoded(text) : text.Split(Groups).Length > 1 && digits >= Shortest));
    }

    /// <summary>As search types it: letters and digits only, lower case.</summary>
    public static string Key(string value) => string.Concat(value.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Letters and digits in one word, or in two of which the second is the number, as <c>ABC 123</c>.</summary>
    private static bool LooksCoded(string text) => text.Split(' ') is var parts && (parts.Length == 1 || (parts[0].Length <= 4 && parts[^1].All(char.IsAsciiDigit)));
}
