using System.Globalization;
using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Code;

/// <summary>Tries everything that a line's code says it does once, on made-up clients, before anybody relies on it.</summary>
internal static class CodeTrial
{
    private static readonly DateOnly Day = new(2026, 11, 2);

    /// <summary>What is wrong between the code and <c>line.json</c>, or with the code's answers.</summary>
    public static IReadOnlyList<LineFault> Run(LoadedCode code, LineDefinition line)
    {
        if (code.Fence is not null)
        {
            return code.Faults;
        }

        var faults = new List<LineFault>();
        Try(code, line, faults);
        return code.Fence is { } reason ? [.. faults, Fault("/assembly", reason)] : faults;
    }

    private static void Try(LoadedCode code, LineDefinition line, List<LineFault> faults)
    {
        foreach (var client in Clients(line))
        {
            foreach (var (product, at) in line.Products.Select((p, i) => (p, i)))
            {
                var answers = Answers(product);
                foreach (var variant in product.Variants.Select(v => v.Code).DefaultIfEmpty(null))
                {
                    Quote(code, client, product, variant, answers, at, faults);
                }

                code.Call<IEligibility, Text?>($"WhyNot of {product.Code}", c => c.WhyNot(product.Code, client), null);
                code.Call<IFieldRules, object?>($"Check of {product.Code}", c => c.Check(product.Code, answers, Day), null);
                Fill(code, client, product, answers, faults);
            }

            foreach (var condition in code.Conditions.Keys)
            {
                code.Call<IConditions, bool>($"Holds of {condition}", c => c.Holds(condition, client), false);
            }

            code.Call<IClientSection, PageSection?>("Show", c => c.Show(client), null);
        }
    }

    private static void Quote(LoadedCode code, ClientFacts client, ProductDefinition product, string? variant, IReadOnlyDictionary<string, string> answers, int at, List<LineFault> faults)
    {
        foreach (var given in new[] { answers, new Dictionary<string, string>() })
        {
            var quote = code.Call<IQuotes, Quote?>($"Quote of {product.Code}{(variant is null ? null : $", {variant}")}", c => c.Quote(new QuoteRequest(product.Code, variant, client, given, Day)), null);
            if (quote is not null && Quotes.WhyNot(quote) is { } why && !faults.Exists(f => f.Pointer == $"/products/{at}"))
            {
                faults.Add(Fault($"/products/{at}", $"the quote of '{product.Code}' {why}"));
            }
        }
    }

    private static void Fill(LoadedCode code, ClientFacts client, ProductDefinition product, IReadOnlyDictionary<string, string> answers, List<LineFault> faults)
    {
        var filled = code.Call<IDocumentFields, IReadOnlyDictionary<string, DocumentValue>?>(
            $"Fill of {product.Code}", c => c.Fill(new DocumentRequest(product.Code, product.Variants.FirstOrDefault()?.Code, "en", client, answers, null)), null);
        foreach (var undeclared in (filled?.Keys ?? []).Except(code.DocumentFields.Select(f => f.Name)))
        {
            if (!faults.Exists(f => f.Message.Contains($"'{undeclared}'", StringComparison.Ordinal)))
            {
                faults.Add(Fault("/assembly", $"fills the document field '{undeclared}', which it does not declare", "DocumentFields names every field"));
            }
        }
    }

    private static IEnumerable<ClientFacts> Clients(LineDefinition line)
    {
        yield return new ClientFacts("person", new DateOnly(1984, 2, 29), "1137", ["vip"], [.. line.Products.Select(p => Contract(line, p))], Day);
        yield return new ClientFacts("company", null, null, [], [], Day);
    }

    private static ContractFacts Contract(LineDefinition line, ProductDefinition product) => new(
        line.AddressOf(product), product.Variants.FirstOrDefault()?.Code, true, Day.AddYears(-1), product.Term is null ? null : Day.AddMonths(1), null, Answers(product), true);

    private static Dictionary<string, string> Answers(ProductDefinition product) =>
        product.Fields.Concat(product.Needs).DistinctBy(f => f.Name).ToDictionary(f => f.Name, Example);

    private static string Example(FieldDefinition field) => field.Type switch
    {
        FieldType.Number or FieldType.Money => (field.Min ?? Math.Min(field.Max ?? 100, 100)).ToString(CultureInfo.InvariantCulture),
        FieldType.Date => "2020-06-01",
        FieldType.YesNo => "true",
        FieldType.Choice => field.Choices.Count > 0 ? field.Choices[0].Code : string.Empty,
        _ => "ABC-123",
    };

    private static LineFault Fault(string pointer, string message, string? hint = null) => new(LineFolder.LineFile, pointer, message, hint);
}
