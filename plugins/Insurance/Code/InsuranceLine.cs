using System.Globalization;
using CrossSell.Sdk;

namespace CrossSell.Plugins.Insurance;

/// <summary>What insurance needs beyond data: premiums, the rules of compulsory motor liability, and the record of demands and needs.</summary>
public sealed class InsuranceLine : IQuotes, IEligibility, IFieldRules, IConditions, IDocumentFields, IClientSection
{
    private const int NoticeDays = 30;
    private const string MotorLiability = "insurance/motor-liability";

    public Quote? Quote(QuoteRequest request) => request.Product switch
    {
        "home" => Premiums.Home(request),
        "motor-liability" => Premiums.MotorLiability(request),
        "casco" => Premiums.Casco(request),
        "life" => Premiums.Life(request),
        "travel" => Premiums.Travel(request),
        _ => null,
    };

    public Text? WhyNot(string product, ClientFacts client) => product switch
    {
        "unemployment" when client.Tags.Contains("retired", StringComparer.OrdinalIgnoreCase) =>
            new Text("Nyugdíjasnak nincs mit biztosítani a munkanélküliség ellen.", "A pensioner has no job to insure."),
        "life" when client.Age > Premiums.OldestForLife =>
            new Text($"A tízéves tartam {Premiums.OldestForLife} év felett nem indítható.", $"A ten-year term can't begin above the age of {Premiums.OldestForLife}."),
        _ => null,
    };

    public IReadOnlyList<ValueFault> Check(string product, IReadOnlyDictionary<string, string> fields, DateOnly today) => FieldChecks.Of(product, fields, today);

    public IReadOnlyDictionary<string, Text> Conditions { get; } = new Dictionary<string, Text>
    {
        ["bestBonus"] = new("kötelezőjén a legjobb, B10-es bonusban van", "is in the best class, B10, of motor liability"),
        ["noticeOpen"] = new("kötelezőjének évfordulójára még felmondhat", "can still give notice of motor liability for its anniversary"),
    };

    public bool Holds(string condition, ClientFacts client) => condition switch
    {
        "bestBonus" => client.Live(MotorLiability).Any(c => BonusClass.Parse(c.Fields.GetValueOrDefault("bonusClass")) == BonusClass.Best),
        "noticeOpen" => client.Live(MotorLiability).Any(c => Anniversary.Of(c, client.Today) is { } day && Anniversary.NoticeIsOpen(day, client.Today)),
        _ => false,
    };

    public PageSection? Show(ClientFacts client)
    {
        var rows = client.Live(MotorLiability).SelectMany(c => Rows(c, client.Today)).ToList();
        return rows.Count == 0 ? null : new PageSection(new Text("Kötelező gépjármű-felelősség", "Motor third-party liability"), rows);
    }

    public IReadOnlyList<DocumentField> DocumentFields { get; } =
    [
        new("suitability", new DocumentValue.Words("…")),
        new("bonusClass", new DocumentValue.Words("B5")),
        new("bonusNext", new DocumentValue.Words("B6")),
        new("isMotorLiability", new DocumentValue.YesNo(true)),
    ];

    public IReadOnlyDictionary<string, DocumentValue> Fill(DocumentRequest request)
    {
        var filled = new Dictionary<string, DocumentValue>
        {
            ["suitability"] = new DocumentValue.Words(Suitability.Of(request)),
            ["isMotorLiability"] = new DocumentValue.YesNo(request.Product == "motor-liability"),
        };
        if (request.Product == "motor-liability" && BonusClass.Parse(request.Answers.GetValueOrDefault("bonusClass")) is { } bonus)
        {
            filled["bonusClass"] = new DocumentValue.Words(bonus.ToString());
            filled["bonusNext"] = new DocumentValue.Words(bonus.After(0).ToString());
        }

        return filled;
    }

    private static IEnumerable<SectionRow> Rows(ContractFacts contract, DateOnly today)
    {
        var plate = contract.Fields.GetValueOrDefault("plate") ?? "–";
        if (Anniversary.Of(contract, today) is { } day)
        {
            var notice = day.AddDays(-NoticeDays);
            yield return new SectionRow(
                new Text($"{plate}: évforduló", $"{plate}: anniversary"),
                new Text($"{day:yyyy. MM. dd.}, felmondás {notice:yyyy. MM. dd.}-ig", string.Create(CultureInfo.InvariantCulture, $"{day:d MMM yyyy}, notice until {notice:d MMM yyyy}")),
                Urgent: Anniversary.NoticeIsOpen(day, today));
        }

        if (BonusClass.Parse(contract.Fields.GetValueOrDefault("bonusClass")) is { } bonus)
        {
            yield return new SectionRow(
                new Text($"{plate}: bonus", $"{plate}: bonus class"), new Text($"{bonus}, kármentes év után {bonus.After(0)}", $"{bonus}, {bonus.After(0)} after a year without claims"));
        }
    }
}
