using System.Globalization;
using System.Text.Json.Nodes;

namespace CrossSell.Documents.Word;

/// <summary>
/// A Word template read once: what the data does not touch is kept packed, the rest is a program.
/// Safe to share between threads; the same data gives the same bytes.
/// </summary>
internal sealed class CompiledTemplate
{
    private readonly Part[] parts;
    private readonly int lastId, largest, packed;

    private CompiledTemplate(Part[] parts, IReadOnlyList<string> fields, int lastId)
    {
        (this.parts, Fields, this.lastId) = (parts, fields, lastId);
        largest = parts.Max(p => p.Entry.Content.Length);
        packed = parts.Sum(p => p.Entry.Packed.Length) * 2;
    }

    /// <summary>The fields it reads; those of a list's items stand under the list's name.</summary>
    public IReadOnlyList<string> Fields { get; }

    public static CompiledTemplate Compile(ReadOnlyMemory<byte> docx, FieldCatalogue catalogue)
    {
        var package = TemplatePackage.Accept(docx);
        var compiler = new PartCompiler(catalogue);
        var lastId = LastId(package);
        var types = package.ChangedContentTypes();
        var parts = package.Entries.Select(entry => new Part(entry, Program(package, entry.Name, compiler, types))).ToArray();
        return compiler.Faults.Count == 0 ? new CompiledTemplate(parts, [.. compiler.Fields], lastId) : throw new TemplateRejectedException(compiler.Faults);
    }

    public byte[] Fill(JsonObject model, CultureInfo culture)
    {
        var fill = new Filling(model, culture, Wording.For(culture), new UniqueIds(lastId));
        using var content = fill.Output = new Utf8Buffer(largest * 2);
        using var zip = new ZipWriter(packed, parts.Length);
        foreach (var part in parts)
        {
            Write(part, fill, zip);
        }
        return fill.Faults.Count == 0 ? zip.Finish() : throw new DataFaultException(fill.Faults);
    }

    private static void Write(Part part, Filling fill, ZipWriter zip)
    {
        if (part.Program is null)
        {
            zip.Copy(part.Entry);
            return;
        }
        fill.Output.Rewind(0);
        Instruction.RunAll(part.Program.Instructions, fill);
        if (fill.Faults.Count == 0)
        {
            zip.Pack(part.Entry.Name, part.Program, fill.Output);
        }
    }

    private static PackedProgram? Program(TemplatePackage package, string part, PartCompiler compiler, Element? changedTypes)
    {
        if (part == TemplatePackage.ContentTypesPart)
        {
            return changedTypes is null ? null : ProgramWriter.Document(changedTypes);
        }
        if (!package.HasTree(part))
        {
            return null;
        }
        switch (PartKinds.Of(package.TypeOf(part)))
        {
            case PartKind.Story:
                return compiler.Story(part, package.Tree(part));
            case PartKind.Lines:
                return compiler.Lines(part, package.Tree(part));
            case PartKind.Drawn:
                compiler.RefuseTags(part, package.Tree(part));
                return null;
            default:
                return null;
        }
    }

    /// <summary>The highest number any part gives to a drawing, a bookmark or a control, so that new ones begin above it.</summary>
    private static int LastId(TemplatePackage package) => package.Entries
        .Where(e => package.HasTree(e.Name) && PartKinds.Of(package.TypeOf(e.Name)) == PartKind.Story)
        .SelectMany(e => package.Tree(e.Name).Descendants().OfType<Element>())
        .Where(e => e.Local == "docPr" || e.Is("bookmarkStart"))
        .Select(e => int.TryParse(e.Attribute("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id < int.MaxValue / 2 ? id : 0)
        .DefaultIfEmpty(0).Max();

    private sealed record Part(ZipEntry Entry, PackedProgram? Program);
}
