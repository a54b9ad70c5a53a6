using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace CrossSell.Unit.Catalog;

public sealed class Every_template
{
    public static TheoryData<string> Files =>
    [
        .. new[] { "plugins", "templates" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(PluginFolders.Repository, folder), "*.docx", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(PluginFolders.Repository, file))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Is_found_by_scanning() => Files.Cast<object>().Count().ShouldBeGreaterThan(1);

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_a_valid_word_file(string file)
    {
        using var document = WordprocessingDocument.Open(Path.Combine(PluginFolders.Repository, file), isEditable: false);
        new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document)
            .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Has_a_letterhead_and_numbered_pages(string file)
    {
        using var document = WordprocessingDocument.Open(Path.Combine(PluginFolders.Repository, file), isEditable: false);
        var main = document.MainDocumentPart!;
        main.HeaderParts.Select(part => part.Header!.InnerText).ShouldContain(text => text.Contains("{{ company.name }}") && text.Contains("{{ company.address }}"));
        main.FooterParts.Single().Footer!.InnerText.ShouldContain("NUMPAGES");
    }
}
