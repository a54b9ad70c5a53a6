namespace CrossSell.Documents.Word;

/// <summary>A place in a template's program: what stands in a branch or a loop is written only if what stands around it is.</summary>
internal sealed class Scope(Scope? around)
{
    public bool Encloses(Scope inner)
    {
        for (var up = inner; up is not null; up = up.Around)
        {
            if (up == this)
            {
                return true;
            }
        }
        return false;
    }

    private Scope? Around { get; } = around;
}

/// <summary>So many bytes as they are, then a copy of <paramref name="Length"/> bytes of a text written before (none when 0), as far back as it would be without data between.</summary>
internal readonly record struct PackStep(int Literals, int Length, int Back, StaticText? Source, int Offset);

/// <summary>Bytes of a template that every filled file repeats, and, found once, how to pack them.</summary>
internal sealed class StaticText(byte[] bytes, Scope scope, int number)
{
    public byte[] Bytes { get; } = bytes;

    public Scope Scope { get; } = scope;

    /// <summary>Counts the texts of one part from 0.</summary>
    public int Number { get; } = number;

    public PackStep[] Steps { get; set; } = [];
}
