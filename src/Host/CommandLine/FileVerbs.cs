using System.CommandLine;
using CrossSell.Catalog.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Host.Composition;
using CrossSell.Mail.Messages;

namespace CrossSell.Host.CommandLine;

/// <summary>The Word engine without a database.</summary>
internal static class TemplateVerb
{
    public static Command Command() => new("template", "The Word engine without a database.") { Check(), Fill() };

    private static Command Check()
    {
        var file = new Argument<string>("FILE.docx");
        var model = new Option<string?>("--data") { Description = "A model to check the names against.", HelpName = "MODEL.json" };
        var culture = Culture();
        var json = Options.Json();
        var command = new Command("check", "Lists every fault with part, paragraph and tag; of a mail text (.mail) with part and line.") { file, model, culture, json };
        command.SetAction((parsed, _) =>
        {
            var path = parsed.GetValue(file)!;
            var problems = MailTool.IsText(path) ? MailTool.Check(Bytes(path), parsed.GetValue(model) is { } known ? Text(known) : null) : TemplateTool.Check(Bytes(path), parsed.GetValue(model) is { } data ? Text(data) : null, key => Beside(path, key, parsed.GetValue(culture)!));
            if (parsed.GetValue(json))
            {
                Print.Json(problems);
            }
            else
            {
                Say(problems);
            }

            return Task.FromResult(problems.Count == 0 ? 0 : 1);
        });
        return command;
    }

    private static Command Fill()
    {
        var file = new Argument<string>("FILE.docx");
        var model = new Argument<string>("DATA.json");
        var target = new Option<string>("--out") { Description = "Where to write the filled file.", Required = true, HelpName = "FILE.docx" };
        var culture = Culture();
        var command = new Command("fill", "Fills a template; a mail text as plain text, or as HTML where --out ends in .html.") { file, model, target, culture };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                var path = parsed.GetValue(file)!;
                if (MailTool.IsText(path))
                {
                    var (subject, text, html) = MailTool.Fill(Bytes(path), Text(parsed.GetValue(model)!), parsed.GetValue(culture)!, "CrossSell");
                    await File.WriteAllTextAsync(parsed.GetValue(target)!, parsed.GetValue(target)!.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? html : $"{subject}\n\n{text}", ct);
                    return 0;
                }

                var filled = TemplateTool.Fill(Bytes(path), Text(parsed.GetValue(model)!), parsed.GetValue(culture)!, key => Beside(path, key, parsed.GetValue(culture)!));
                await File.WriteAllBytesAsync(parsed.GetValue(target)!, filled, ct);
                return 0;
            }
            catch (TemplateException refused)
            {
                Say(refused.Problems);
                return 1;
            }
        });
        return command;
    }

    private static Option<string> Culture() =>
        new("--culture") { Description = "Culture of dates and numbers; its language is that of included files.", HelpName = "CULTURE", DefaultValueFactory = _ => "hu-HU" };

    /// <summary>An included template: <c>KEY.LANGUAGE.docx</c> or <c>KEY.docx</c> in the folder of the one that includes it.</summary>
    private static byte[]? Beside(string path, string key, string culture)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var found = new[] { $"{key}.{culture.Split('-')[0]}.docx", $"{key}.docx" }.Where(name => name == Path.GetFileName(name)).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return found is null ? null : File.ReadAllBytes(found);
    }

    private static void Say(IEnumerable<TemplateProblem> problems)
    {
        foreach (var p in problems)
        {
            var unit = p.Part is "subject" or "text" or "html" ? "line" : "paragraph";
            Console.Out.WriteLine($"{p.Part}{(p.Paragraph > 0 ? $", {unit} {p.Paragraph}" : string.Empty)}{(p.Where is null ? string.Empty : $" ({p.Where})")}{(p.Tag is null ? string.Empty : $", {p.Tag}")}: {p.Message}");
        }
    }

    private static byte[] Bytes(string path) => File.Exists(path) ? File.ReadAllBytes(path) : throw new UsageException($"There is no file {path}.");

    private static string Text(string path) => File.Exists(path) ? File.ReadAllText(path) : throw new UsageException($"There is no file {path}.");
}

internal static class PluginVerb
{
    public static Command Command()
    {
        var folder = new Argument<string>("DIR");
        var json = Options.Json();
        var check = new Command("check", "Loads a product line as the host would and lists every fault.") { folder, json };
        check.SetAction((parsed, _) =>
        {
            var path = parsed.GetValue(folder)!;
            if (!Directory.Exists(path))
            {
                throw new UsageException($"There is no folder {path}.");
            }

            var result = LineTool.Check(path);
            if (parsed.GetValue(json))
            {
                Print.Json(result);
            }
            else
            {
                foreach (var fault in result.Faults)
                {
                    Console.Out.WriteLine(fault);
                }

                Console.Error.WriteLine(result.IsClean ? $"{result.Line} {result.Version}: {result.Products} products, {result.Rules} rules, no faults." : $"{result.Faults.Count} faults.");
            }

            return Task.FromResult(result.IsClean ? 0 : 1);
        });
        return new Command("plugin", "Product lines.") { check };
    }
}
