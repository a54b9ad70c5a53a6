using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Domain;

/// <summary>Reads the task out of a note: the first line with <c>@when [minute] [kind] [what]</c>, in English or Hungarian.</summary>
internal static partial class NoteText
{
    private const int LongestTitle = 200;

    private static readonly Dictionary<string, int> Days = new()
    {
        ["today"] = 0,
        ["ma"] = 0,
        ["tomorrow"] = 1,
        ["holnap"] = 1,
        ["holnaputan"] = 2,
    };

    private static readonly Dictionary<string, DayOfWeek> Weekdays = new()
    {
        ["monday"] = DayOfWeek.Monday,
        ["mon"] = DayOfWeek.Monday,
        ["hetfo"] = DayOfWeek.Monday,
        ["hetfon"] = DayOfWeek.Monday,
        ["tuesday"] = DayOfWeek.Tuesday,
        ["tue"] = DayOfWeek.Tuesday,
        ["kedd"] = DayOfWeek.Tuesday,
        ["kedden"] = DayOfWeek.Tuesday,
        ["wednesday"] = DayOfWeek.Wednesday,
        ["wed"] = DayOfWeek.Wednesday,
        ["szerda"] = DayOfWeek.Wednesday,
        ["szerdan"] = DayOfWeek.Wednesday,
        ["thursday"] = DayOfWeek.Thursday,
        ["thu"] = DayOfWeek.Thursday,
        ["csutortok"] = DayOfWeek.Thursday,
        ["csutortokon"] = DayOfWeek.Thursday,
        ["friday"] = DayOfWeek.Friday,
        ["fri"] = DayOfWeek.Friday,
        ["pentek"] = DayOfWeek.Friday,
        ["penteken"] = DayOfWeek.Friday,
        ["saturday"] = DayOfWeek.Saturday,
        ["sat"] = DayOfWeek.Saturday,
        ["szombat"] = DayOfWeek.Saturday,
        ["szombaton"] = DayOfWeek.Saturday,
        ["sunday"] = DayOfWeek.Sunday,
        ["sun"] = DayOfWeek.Sunday,
        ["vasarnap"] = DayOfWeek.Sunday,
    };

    private static readonly HashSet<string> NextWeek = ["next", "jovo"];

    private static readonly Dictionary<string, int> Months = new[]
    {
        "jan januar january",
        "feb febr februar february",
        "mar marc marcius march",
        "apr aprilis april",
        "maj majus may",
        "jun junius june",
        "jul julius july",
        "aug augusztus august",
        "sep sept szept szeptember september",
        "okt oktober oct october",
        "nov november",
        "dec december",
    }.SelectMany((names, i) => names.Split(' ').Select(name => (name, Month: i + 1))).ToDictionary(m => m.name, m => m.Month);

    private static readonly Dictionary<string, TaskKind> Kinds = new()
    {
        ["call"] = TaskKind.Call,
        ["phone"] = TaskKind.Call,
        ["hivas"] = TaskKind.Call,
        ["hivni"] = TaskKind.Call,
        ["felhivni"] = TaskKind.Call,
        ["telefon"] = TaskKind.Call,
        ["mail"] = TaskKind.Email,
        ["email"] = TaskKind.Email,
        ["e-mail"] = TaskKind.Email,
        ["meeting"] = TaskKind.Meeting,
        ["meet"] = TaskKind.Meeting,
        ["talalkozo"] = TaskKind.Meeting,
        ["megbeszeles"] = TaskKind.Meeting,
        ["letter"] = TaskKind.Letter,
        ["level"] = TaskKind.Letter,
        ["paperwork"] = TaskKind.Paperwork,
        ["papir"] = TaskKind.Paperwork,
        ["iratok"] = TaskKind.Paperwork,
    };

    public static NoteTask? TaskIn(string text, DateOnly today)
    {
        foreach (Match line in Directive().Matches(text))
        {
            if (Day(line.Groups["when"].Value, today) is not { } day || (line.Groups["time"].Success && Minute(line.Groups["time"].Value) is null))
            {
                continue;
            }

            var (kind, rest) = Kind(line.Groups["rest"].Value);
            var title = Tidy(rest) is { Length: > 0 } said ? said : Tidy(text.Remove(line.Index, line.Length));
            return new NoteTask(kind, day, line.Groups["time"].Success ? Minute(line.Groups["time"].Value) : null, title.Length <= LongestTitle ? title : $"{title[..(LongestTitle - 1)]}…");
        }

        return null;
    }

    /// <summary>What follows an <c>@</c> like a day or a minute, and can't be read as one; nothing where a task is found.</summary>
    public static string? UnreadIn(string text, DateOnly today) => TaskIn(text, today) is not null ? null
        : Directive().Matches(text).Where(line => BeginsLikeDay(Plain(line.Groups["when"].Value)))
            .Select(line => line.Groups["time"].Success ? $"@{line.Groups["when"].Value} {line.Groups["time"].Value}" : $"@{line.Groups["when"].Value}").FirstOrDefault();

    private static bool BeginsLikeDay(string word) =>
        char.IsAsciiDigit(word[0]) || word[0] == '+' || Days.ContainsKey(word) || Weekdays.ContainsKey(word) || NextWeek.Contains(word.Split(' ')[0]) || (word.Any(char.IsAsciiDigit) && Month(word) is not null);

    private static DateOnly? Day(string when, DateOnly today)
    {
        var word = Plain(Spaces().Replace(when, " "));
        if (word.Split(' ') is [var next, var name] && NextWeek.Contains(next))
        {
            var monday = today.AddDays(7 - ((int)today.DayOfWeek + 6) % 7);
            return Weekdays.TryGetValue(name, out var then) ? monday.AddDays(((int)then + 6) % 7) : null;
        }

        if (NamedMonth().Match(word) is { Success: true } named && Month(named.Groups["month"].Value) is { } of)
        {
            return Next(of, int.Parse(named.Groups["day"].Value, CultureInfo.InvariantCulture), today);
        }

        if (Days.TryGetValue(word, out var days))
        {
            return today.AddDays(days);
        }

        if (Weekdays.TryGetValue(word, out var weekday))
        {
            return today.AddDays((weekday - today.DayOfWeek + 6) % 7 + 1);
        }

        if (Ahead().Match(word) is { Success: true } ahead)
        {
            return today.AddDays(int.Parse(ahead.Groups[1].Value, CultureInfo.InvariantCulture) * (ahead.Groups[2].Success ? 7 : 1));
        }

        if (DateOnly.TryParseExact(word.TrimEnd('.'), ["yyyy-MM-dd", "yyyy.MM.dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        // A day without a year is the next one.
        return MonthAndDay().Match(word) is { Success: true } without && int.Parse(without.Groups[1].Value, CultureInfo.InvariantCulture) is >= 1 and <= 12 and var month
            ? Next(month, int.Parse(without.Groups[2].Value, CultureInfo.InvariantCulture), today)
            : null;
    }

    private static int? Month(string word) => Months.TryGetValue(string.Concat(word.Where(char.IsAsciiLetter)), out var month) ? month : null;

    private static DateOnly? Next(int month, int day, DateOnly today)
    {
        for (var year = today.Year; year <= today.Year + 4; year++)
        {
            if (day >= 1 && day <= DateTime.DaysInMonth(year, month) && new DateOnly(year, month, day) is var found && found >= today)
            {
                return found;
            }
        }

        return null;
    }

    private static TimeOnly? Minute(string text)
    {
        if (Clock().Match(Plain(text)) is not { Success: true } read)
        {
            return null;
        }

        var (hour, minute, half) = (int.Parse(read.Groups["h"].Value, CultureInfo.InvariantCulture), read.Groups["m"].Success ? int.Parse(read.Groups["m"].Value, CultureInfo.InvariantCulture) : 0, read.Groups["half"].Value);
        if (minute > 59 || (half.Length > 0 ? hour is < 1 or > 12 : hour > 23))
        {
            return null;
        }

        return new TimeOnly(half.Length == 0 ? hour : hour % 12 + (half == "pm" ? 12 : 0), minute);
    }

    private static (TaskKind Kind, string What) Kind(string rest)
    {
        var words = rest.Trim().Split(' ', 2);
        return Kinds.TryGetValue(Plain(words[0].TrimEnd(',', ':', ';', '.')), out var kind) ? (kind, words.Length > 1 ? words[1] : string.Empty) : (TaskKind.Call, rest);
    }

    private static string Tidy(string text) => Spaces().Replace(text, " ").Trim(' ', ',', ':', ';', '-', '–');

    private static string Plain(string word) =>
        string.Concat(word.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();

    /// <summary>A day of one word, of two (next Monday, dec. 3., 3 December), and the minute: 10:00, 10.00, 10:00-kor, 10am, 10 óra, at 10:00.</summary>
    [GeneratedRegex(
        @"(?<=^|\s)@(?<when>(?:next|jövő|jovo)[ \t]+[^\s@,;]+|(?:jan|feb|már|mar|ápr|apr|máj|maj|may|jún|jun|júl|jul|aug|sep|szept|okt|oct|nov|dec)\p{L}*\.?[ \t]?\d{1,2}\.?(?![\d:])|\d{1,2}\.?[ \t]+(?:jan|feb|már|mar|ápr|apr|máj|maj|may|jún|jun|júl|jul|aug|sep|szept|okt|oct|nov|dec)\p{L}*\.?|[^\s@,;]+)"
        + @"(?:,?[ \t]+(?:at[ \t]+)?(?<time>\d{1,2}[:.]\d{2}[ \t]?(?:am|pm)?(?:-?kor)?|\d{1,2}[ \t]?(?:am|pm|órakor|óra|orakor|ora))(?![\w]))?(?<rest>[^\n]*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^(?<h>\d{1,2})(?:[:.](?<m>\d{2}))?\s?(?<half>am|pm)?(?:-?kor|orakor|ora)?$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?:(?<month>[a-z]{3,10})\.?\s?(?<day>\d{1,2})\.?|(?<day>\d{1,2})\.?\s(?<month>[a-z]{3,10})\.?)$")]
    private static partial Regex NamedMonth();

    [GeneratedRegex(@"^\+(\d{1,3})(w|het)?$")]
    private static partial Regex Ahead();

    [GeneratedRegex(@"^(\d{1,2})\.(\d{1,2})\.?$")]
    private static partial Regex MonthAndDay();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
