using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class TemplateFiles
{
    /// <summary>How the files of mail texts end; Mail checks what is in them.</summary>
    public const string MailEnding = ".mail";

    public static IReadOnlyList<TemplateContent> Read(LineFolder folder, IReadOnlyList<TemplateFile> files, FaultLog log)
    {
        var templates = new List<TemplateContent>();
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].File.Length > 0 && Read(folder, files[i], $"/templates/{i}/file", log) is { } template)
            {
                templates.Add(template);
            }
        }

        return templates;
    }

    private static TemplateContent? Read(LineFolder folder, TemplateFile file, string pointer, FaultLog log)
    {
        var (content, problem) = folder.Open(file.File);
        if (content is null)
        {
            log.Add(pointer, problem!.Code, problem.Message);
            return null;
        }

        if (file.File.EndsWith(MailEnding, StringComparison.OrdinalIgnoreCase))
        {
            return new TemplateContent(file.Key, file.Language, file.File, content);
        }

        if (!file.File.EndsWith(".docx", StringComparison.OrdinalIgnoreCase) || !content.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            log.Add(pointer, "notAWordFile", $"'{file.File}' is not a Word file", "a .docx saved by Word or LibreOffice, or a .mail text");
        }

        return new TemplateContent(file.Key, file.Language, file.File, content);
    }
}
