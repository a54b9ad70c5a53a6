namespace CrossSell.Clients.Domain;

/// <summary>How much each thing two clients share says that they are one.</summary>
internal static class Likeness
{
    public const string SimilarBirth = "similarNameAndBirthDate";
    private const double NamesakeBornOnAnotherDay = .1;

    private static readonly Dictionary<string, (string Reason, double Weight)> Kinds = new()
    {
        [SearchKeys.TaxNumber] = ("taxNumber", .97),
        [SearchKeys.Birth] = ("nameAndBirthDate", .95),
        [SearchKeys.Email] = ("email", .9),
        [SearchKeys.Phone] = ("phone", .8),
        [SearchKeys.Company] = ("companyName", .75),
        [SimilarBirth] = (SimilarBirth, .7),
        [SearchKeys.Name] = ("name", .35),
    };

    public static readonly string[] Strong = [SearchKeys.TaxNumber, SearchKeys.Birth, SearchKeys.Email, SearchKeys.Phone];

    /// <summary>What a list of pairs looks for, in the order of the index.</summary>
    public static readonly string[] Paired = [SearchKeys.Birth, SearchKeys.Company, SearchKeys.Email, SearchKeys.Phone, SearchKeys.TaxNumber];

    public static string Reason(string kind) => Kinds[kind].Reason;

    public static (int Score, IReadOnlyList<string> Reasons) Of(IReadOnlyCollection<string> shared, bool bornOnAnotherDay)
    {
        var kinds = shared.Distinct().Where(k => k != SearchKeys.Name || shared.Count == 1).OrderByDescending(k => Kinds[k].Weight).ToList();
        var differs = kinds.Aggregate(1d, (left, kind) => left * (1 - (kind == SearchKeys.Name && bornOnAnotherDay ? NamesakeBornOnAnotherDay : Kinds[kind].Weight)));
        return ((int)Math.Round(100 * (1 - differs)), [.. kinds.Select(Reason)]);
    }

    /// <summary>Whether two names, as search keeps them with the birth date, differ by slips only: one in each four letters, at most two.</summary>
    public static bool Similar(string one, string other)
    {
        var most = Math.Min(2, Math.Min(one.Length, other.Length) / 4);
        return Math.Abs(one.Length - other.Length) <= most && Distance(one, other) <= most;
    }

    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1),
                    Math.Min(
                        rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1),
                        i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? rows[i - 2, j - 2] + 1 : int.MaxValue));
            }
        }

        return rows[a.Length, b.Length];
    }
}
