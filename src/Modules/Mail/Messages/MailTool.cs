using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Mail.Domain;

namespace CrossSell.Mail.Messages;

/// <summary>Mail texts as files, for the command line and for whoever reads product lines: no database, no stored texts.</summary>
public static class MailTool
{
    /// <summary>How the files of mail texts end.</summary>
    public const string Ending = MailFile.Ending;

    public static bool IsText(string fileName) => fileName.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Lists what is wrong with a mail text; empty when it can be used. Lines are counted as in the file.</summary>
    /// <param name="modelJson">The data whose names and types it may use; null to check only how it is written.</param>
    public static IReadOnlyList<TemplateProblem> Check(byte[] file, string? modelJson)
    {
        try
        {
            var text = MailFile.Read(Encoding.UTF8.GetString(file));
            try
            {
                var model = modelJson is null ? null : JsonNode.Parse(modelJson)?.AsObject();
                var program = MailProgram.Compile(text.Text, model);
                _ = model is null ? null : program.Fill(model, CultureInfo.GetCultureInfo("hu-HU"), string.Empty);
                return [];
            }
            catch (TemplateException faulty)
            {
                return text.InFile(faulty.Problems);
            }
        }
        catch (TemplateException faulty)
        {
            return faulty.Problems;
        }
        catch (System.Text.Json.JsonException wrong)
        {
            return [TemplateProblem.Of("data", 0, "notJson", $"The data is not valid JSON: {wrong.Message}")];
        }
    }

    /// <summary>Fills a mail text: its subject, its text and its HTML.</summary>
    /// <exception cref="TemplateException">The text or the data has faults.</exception>
    public static (string Subject, string Text, string Html) Fill(byte[] file, string modelJson, string culture, string company)
    {
        var text = MailFile.Read(Encoding.UTF8.GetString(file));
        var model = JsonNode.Parse(modelJson)?.AsObject() ?? [];
        var filled = MailProgram.Compile(text.Text, model).Fill(model, CultureInfo.GetCultureInfo(culture, predefinedOnly: true), company);
        return (filled.Subject, filled.Body, filled.Html);
    }
}
