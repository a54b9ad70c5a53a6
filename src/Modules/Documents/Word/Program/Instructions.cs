using System.Text.Json.Nodes;

namespace CrossSell.Documents.Word;

/// <summary>One step of a compiled template. Instructions never change, so one program serves any number of threads.</summary>
internal abstract class Instruction
{
    public abstract void Run(Filling fill);

    public static void RunAll(Instruction[] instructions, Filling fill)
    {
        foreach (var instruction in instructions)
        {
            instruction.Run(fill);
        }
    }
}

internal sealed class Chunk(StaticText text) : Instruction
{
    public override void Run(Filling fill) => fill.Output.Write(text);
}

/// <summary>The instructions of one part, and how what they write is packed.</summary>
internal sealed record PackedProgram(Instruction[] Instructions, PackCode Code, int Texts);

internal sealed class Print(Expression value, TextForm form) : Instruction
{
    public override void Run(Filling fill)
    {
        var read = value.Read(fill);
        switch (read.Kind)
        {
            case ValueKind.Missing:
                fill.Report(value.FieldName(fill), new("noValue", $"has no value. Fill it in, or write {{{{ {value.Name} | default: \"\" }}}} in the template if it may be empty"));
                return;
            case ValueKind.Wrong:
                fill.Report(value.FieldName(fill), read.Why!);
                return;
            case ValueKind.List or ValueKind.Object:
                fill.Report(value.FieldName(fill), new("cannotBePrinted", "is a list or a group of fields and cannot be printed"));
                return;
        }
        if (read.Picture is { } picture)
        {
            form.Write(fill, picture);
            return;
        }
        var text = read.Kind == ValueKind.Rich && form is RichForm ? read.Text : fill.Wording.Default(read);
        if (form.Refusal(text) is { } why)
        {
            fill.Report(value.FieldName(fill), why);
            return;
        }
        form.Write(fill.Output, text);
    }
}

internal sealed class Repeat(FieldPath list, int depth, Instruction[] body, Instruction[] otherwise) : Instruction
{
    public override void Run(Filling fill)
    {
        var value = list.Read(fill);
        if (value.Kind != ValueKind.List)
        {
            fill.Report(list.FieldName(fill), value.Kind switch
            {
                ValueKind.Missing => new("noList", "has no value; an empty list is written []"),
                ValueKind.Wrong => value.Why!,
                _ => new("shouldBeList", "should be a list"),
            });
            return;
        }
        if (value.Items!.Count == 0)
        {
            RunAll(otherwise, fill);
            return;
        }
        Run(fill, value.Items);
    }

    private void Run(Filling fill, JsonArray items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            fill[depth] = new Filling.Frame { Item = items[i], Index = i, Length = items.Count, List = list };
            RunAll(body, fill);
            fill.BetweenRounds();
        }
    }
}

internal sealed class Choose((Condition? When, Instruction[] Then)[] branches) : Instruction
{
    public override void Run(Filling fill)
    {
        foreach (var (when, then) in branches)
        {
            if (when is null || when.Holds(fill))
            {
                RunAll(then, fill);
                return;
            }
        }
    }
}

/// <summary>A table that ends up without rows is not written: Word calls a file with such a table damaged.</summary>
internal sealed class TableWithRows(Instruction[] start, Instruction[] rows, Instruction[] end) : Instruction
{
    public override void Run(Filling fill)
    {
        var (outer, before) = (fill.Table, fill.Output.Length);
        RunAll(start, fill);
        var empty = fill.Output.Length;
        fill.Table = (before, empty);
        RunAll(rows, fill);
        fill.Table = outer;
        if (fill.Output.Length == empty)
        {
            fill.Output.Rewind(before);
            return;
        }
        RunAll(end, fill);
    }
}

/// <summary>A cell, header or text box has to end with a paragraph even when its blocks wrote none.</summary>
internal sealed class ParagraphAtEnd(byte[] closing, byte[] empty) : Instruction
{
    public override void Run(Filling fill)
    {
        if (!fill.Output.Written.EndsWith(closing))
        {
            fill.Output.Write(empty);
        }
    }
}

/// <summary>An id inside a loop: the first copy keeps the author's, the others get new ones.</summary>
internal sealed class FreshId(string original, string prefix) : Instruction
{
    public override void Run(Filling fill) =>
        fill.Output.Write(fill.Ids.IsFirst(this) ? original : prefix + fill.Ids.Next().ToString(System.Globalization.CultureInfo.InvariantCulture));
}

internal sealed class OpenBookmark(int id, string name, Action<Utf8Buffer, int, string> write) : Instruction
{
    private const int LongestName = 40;

    public override void Run(Filling fill)
    {
        var isFirst = fill.Ids.IsFirst(this);
        var number = isFirst ? id : fill.Ids.Next();
        fill.Ids.Open(id, number);
        var suffix = $"_{number}";
        write(fill.Output, number, isFirst ? name : name[..Math.Min(name.Length, LongestName - suffix.Length)] + suffix);
    }
}

internal sealed class CloseBookmark(int id, Action<Utf8Buffer, int> write) : Instruction
{
    public override void Run(Filling fill) => write(fill.Output, fill.Ids.Close(id));
}

/// <summary>The relationships of one part to the pictures that were put into it.</summary>
internal sealed class PictureRelations(string part, bool isStrict) : Instruction
{
    public override void Run(Filling fill)
    {
        var type = isStrict ? "http://purl.oclc.org/ooxml/officeDocument/relationships/image" : "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
        foreach (var (id, target) in fill.Pictures.In(part))
        {
            fill.Output.Write($"<Relationship xmlns=\"{Names.Relations}\" Id=\"{id}\" Type=\"{type}\" Target=\"/{target}\"/>");
        }
    }
}
