using System.Globalization;
using System.Text.Json.Nodes;

namespace CrossSell.Documents.Word;

/// <summary>
/// A Word template read once: what the data does not touch is kept packed, the rest is a program.
/// Safe to share between threads; the same data gives the same bytes.
/// </summary>
internal sealed class CompiledTemplate
{
    private const string RelationsEnding = ".rels";
    private readonly Part[] parts;
    private readonly int lastId, lastList, largest, packed;

    private CompiledTemplate(Part[] parts, IReadOnlyList<string> fields, int lastId, int lastList)
    {
        (this.parts, Fields, this.lastId, this.lastList) = (parts, fields, lastId, lastList);
        largest = parts.Max(p => p.Entry.Content.Length);
        packed = parts.Sum(p => p.Entry.Packed.Length) * 2;
    }

    /// <summary>The fields it reads; those of a list's items stand under the list's name.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <param name="included">The templates it may include, by key.</param>
    public static CompiledTemplate Compile(ReadOnlyMemory<byte> docx, FieldCatalogue catalogue, IReadOnlyDictionary<string, byte[]>? included = null) =>
        Compile(docx, catalogue, included is null ? Inclusions.None : new Inclusions(included));

    public static CompiledTemplate Compile(ReadOnlyMemory<byte> docx, FieldCatalogue catalogue, Inclusions inclusions)
    {
        var package = TemplatePackage.Accept(docx);
        inclusions.Bring(package, catalogue);
        var lists = new ListRestarts(package.Tree(PartKind.Numbering), package.Tree(PartKind.Styles));
        var compiler = new PartCompiler(catalogue, lists, inclusions);
        var lastId = TemplatePackage.LastIdIn([.. package.Stories, .. inclusions.Texts]);
        var parts = package.Entries.Where(e => !IsAboutOthers(package, e.Name)).Select(entry => Made(package, entry, Program(package, entry.Name, compiler))).ToList();
        parts.AddRange(package.Entries.Where(e => PartKinds.Of(package.TypeOf(e.Name)) == PartKind.Numbering).Select(e => Made(package, e, lists.Any ? PartCompiler.Numbering(package.Tree(e.Name)) : null)));
        parts.AddRange(Relations(package, compiler));
        var types = package.ChangedContentTypes(compiler.WithPictures.Count > 0);
        parts.Insert(0, new Part(package.Entries.First(e => e.Name.Equals(TemplatePackage.ContentTypesPart, StringComparison.OrdinalIgnoreCase)), types is null ? null : ProgramWriter.Document(types)));
        return compiler.Faults.Count == 0 ? new CompiledTemplate([.. parts], [.. compiler.Fields], lastId, lists.LastList) : throw new TemplateRejectedException(compiler.Faults);
    }

    public byte[] Fill(JsonObject model, CultureInfo culture)
    {
        var fill = new Filling(model, culture, Wording.For(culture), new UniqueIds(lastId, lastList));
        using var content = fill.Output = new Utf8Buffer(largest * 2);
        using var zip = new ZipWriter(packed, parts.Length);
        foreach (var part in parts)
        {
            Write(part, fill, zip);
        }
        if (fill.HasPictures)
        {
            fill.Pictures.Files.ToList().ForEach(f => zip.Store(f.Name, f.Picture.Content));
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
        using var open = zip.Open(part.Entry.Name, part.Program);
        fill.Begin(part.Entry.Name, open);
        Instruction.RunAll(part.Program.Instructions, fill);
        open.Close(fill.Output);
    }

    /// <summary>What is written after the parts it is about.</summary>
    private static bool IsAboutOthers(TemplatePackage package, string part) => PartKinds.Of(package.TypeOf(part)) == PartKind.Numbering || part.Equals(TemplatePackage.ContentTypesPart, StringComparison.OrdinalIgnoreCase) || part.EndsWith(RelationsEnding, StringComparison.OrdinalIgnoreCase);

    private static PackedProgram? Program(TemplatePackage package, string part, PartCompiler compiler)
    {
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

    /// <summary>Relationships come last, when it is known which pictures the parts were filled with; a part that had none may need them now.</summary>
    private static IEnumerable<Part> Relations(TemplatePackage package, PartCompiler compiler)
    {
        var owners = compiler.WithPictures.ToDictionary(TemplatePackage.RelationsOf, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in package.Entries.Where(e => e.Name.EndsWith(RelationsEnding, StringComparison.OrdinalIgnoreCase)))
        {
            owners.Remove(entry.Name, out var owner);
            yield return Made(package, entry, compiler.Relations(entry.Name, package.Tree(entry.Name), owner, package.IsStrict));
        }
        foreach (var (name, owner) in owners)
        {
            yield return new Part(new ZipEntry(name, 0, 0, default, []), compiler.Relations(name, new Element("Relationships", "Relationships", Names.Relations) { Attributes = { new("xmlns", "xmlns", "", Names.Relations) } }, owner, package.IsStrict));
        }
    }

    /// <summary>A part that was changed when the template was put together, and that no data touches, is packed once.</summary>
    private static Part Made(TemplatePackage package, ZipEntry entry, PackedProgram? program) =>
        new(program is null && package.IsChanged(entry.Name) ? ZipWriter.Packed(entry.Name, ProgramWriter.Document(package.Tree(entry.Name))) : entry, program);

    private sealed record Part(ZipEntry Entry, PackedProgram? Program);
}
