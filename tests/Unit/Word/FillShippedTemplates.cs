using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CrossSell.Documents.Word;
using CrossSell.Unit.Catalog;

namespace CrossSell.Unit.Word;

/// <summary>What the house ships, filled: the XML as approved, and the words as another program reads them.</summary>
public sealed partial class FillShippedTemplates
{
    private static readonly JsonObject Model = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Word", "Files", "contract.json")))!.AsObject();

    public static TheoryData<string, string> Templates => new()
    {
        { "plugins/Insurance/templates/uj-kotveny.docx", "hu" },
        { "plugins/Insurance/templates/new-policy.docx", "en" },
        { "plugins/Lending/templates/uj-hitel.docx", "hu" },
        { "plugins/Lending/templates/new-loan.docx", "en" },
        { "plugins/MotorParts/templates/rendeles.docx", "hu" },
        { "plugins/MotorParts/templates/order.docx", "en" },
        { "templates/letter-no-answer.hu.docx", "hu" },
        { "templates/letter-no-answer.en.docx", "en" },
    };

    [Theory]
    [MemberData(nameof(Templates))]
    public void Into_the_approved_XML(string template, string language)
    {
        var main = XDocument.Parse(Fill(template, language).Valid().Xml());

        main.ToString().ShouldMatchApproved(b => b.SubFolder("Approved").WithDiscriminator(Path.GetFileNameWithoutExtension(template)).WithFileExtension("xml").NoDiff());
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Into_the_words_that_LibreOffice_reads(string template, string language)
    {
        var filled = Fill(template, language);

        Words(ListNumber().Replace(await Rendered(filled.Bytes), string.Empty)).ShouldBe(Words(filled.Text.Replace('|', ' ')));
    }

    [Fact]
    public void All_of_them() => Templates.Cast<object[]>().Select(t => (string)t[0]).Order(StringComparer.Ordinal)
        .ShouldBe(Every_template.Files.Cast<object[]>().Select(f => ((string)f[0]).Replace('\\', '/')).Where(f => !f.Contains("general-terms", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static Filled Fill(string template, string language)
    {
        var file = Path.Combine(PluginFolders.Repository, template);
        var terms = Path.Combine(Path.GetDirectoryName(file)!, $"general-terms.{language}.docx");
        var parts = File.Exists(terms) ? new Dictionary<string, byte[]> { ["general-terms"] = File.ReadAllBytes(terms) } : [];
        return new Filled(CompiledTemplate.Compile(File.ReadAllBytes(file), FieldCatalogue.From(Model), parts).Fill(Model, CultureInfo.GetCultureInfo(language == "hu" ? "hu-HU" : "en-GB")));
    }

    private static async Task<string> Rendered(byte[] file)
    {
        var folder = Directory.CreateTempSubdirectory("crosssell-rendered-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "document.docx"), file);
            using var process = Process.Start(new ProcessStartInfo("soffice")
            {
                ArgumentList = { "--headless", "--norestore", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, Path.Combine(folder, "document.docx") },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            var text = Path.Combine(folder, "document.txt");
            return File.Exists(text) ? await File.ReadAllTextAsync(text) : throw new InvalidOperationException($"LibreOffice made no text of the file: {string.Join(' ', said)}");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static string Words(string text) => string.Join('\n', Word().Matches(text).Select(m => m.Value));

    [GeneratedRegex(@"[^\s•\uFEFF]+")]
    private static partial Regex Word();

    /// <summary>What a list counts is not in the text of the file.</summary>
    [GeneratedRegex(@"^\s+(\d+\.)+\s", RegexOptions.Multiline)]
    private static partial Regex ListNumber();
}
