using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>A template as the clerk and the manager do it: a file with a fault, the mended one, the decision of a second person, the field catalogue.</summary>
public sealed class From_a_file_to_a_template(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Is_mended_tried_and_approved(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var clerk = await portal.SignedIn(language, "toth.marta@demo.crosssell.example", "Demo-2026-marta", width);

        await Upload(clerk, language, "{{ client.nme }}");
        await Expect(clerk.Locator(".faults li .fault-what").First).ToHaveTextAsync(language == "hu" ? "Nincs ilyen mező: „client.nme”. Erre gondolt: „client.name”?" : "There is no field “client.nme”. Did you mean “client.name”?");
        await Expect(clerk.Locator(".faults li .muted").First).ToContainTextAsync(texts["templates.part.document"]);
        await Expect(clerk.Locator(".paper .is-wrong")).ToContainTextAsync("{{ client.nme }}");
        await FitsIn(clerk, width);

        await Upload(clerk, language, "{{ client.kind }}");
        await Expect(clerk.Locator(".alert-success")).ToHaveTextAsync(texts["done.templateUploaded"]);
        await Expect(clerk.Locator("form[action*=Approve]")).ToHaveCountAsync(0);

        var manager = await portal.SignedIn(language, "varga.istvan@demo.crosssell.example", "Demo-2026-istvan", width);
        await manager.GotoAsync(new Uri(clerk.Url).AbsolutePath);
        await manager.SelectOptionAsync("#with", new SelectOptionValue { Index = 1 });
        await Expect(manager.Locator(".paper .is-added")).ToContainTextAsync("{{ client.kind }}");
        await FitsIn(manager, width);
        var preview = await manager.RunAndWaitForDownloadAsync(() => manager.Locator("form[target=_blank] button[value=false]").ClickAsync());
        preview.SuggestedFilename.ShouldEndWith(".docx");

        await manager.Locator("form[action*=Approve] button").ClickAsync();
        await Expect(manager.Locator(".lead .mark")).ToHaveTextAsync(texts["templates.inUse"]);
        await Expect(manager.Locator(".alert-success")).ToHaveTextAsync(texts["done.templateApproved"]);
    }

    [Fact]
    public async Task Fields_are_found_as_one_types()
    {
        var page = await portal.SignedIn("hu", "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter", 390);
        await page.GotoAsync("/Templates/Fields");
        await page.FillAsync("#search", "offer price");
        await Expect(page.Locator("#fields tbody tr:visible code").First).ToHaveTextAsync("{{ offer.price }}");
        await Expect(page.Locator("#fields tbody tr:visible", new() { HasText = "client.name" })).ToHaveCountAsync(0);
        await FitsIn(page, 390);
    }

    private static async Task FitsIn(IPage page, int width) => (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);

    private static async Task Upload(IPage page, string language, string tag)
    {
        await page.GotoAsync("/Templates");
        await page.Locator("summary").First.ClickAsync();
        await page.SetInputFilesAsync("#upload-file", new FilePayload { Name = "kotveny.docx", MimeType = "application/octet-stream", Buffer = Policy(language, tag) });
        await page.SelectOptionAsync("#upload-line", "insurance");
        await page.FillAsync("#upload-key", "new-policy");
        await page.SelectOptionAsync("#upload-language", language);
        await page.Locator(".form-end button").ClickAsync();
    }

    /// <summary>The shipped policy with a tag beside its title.</summary>
    private static byte[] Policy(string language, string tag)
    {
        var (file, title) = language == "hu" ? ("uj-kotveny.docx", "Biztosítási szerződés") : ("new-policy.docx", "Insurance contract");
        using var target = new MemoryStream();
        using (var source = ZipFile.OpenRead(Path.Combine(PortalFixture.Root, "plugins", "Insurance", "templates", file)))
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                using var written = zip.CreateEntry(entry.FullName).Open();
                written.Write(Encoding.UTF8.GetBytes(reader.ReadToEnd().Replace($">{title}<", $">{title} {tag}<", StringComparison.Ordinal)));
            }
        }

        return target.ToArray();
    }
}
