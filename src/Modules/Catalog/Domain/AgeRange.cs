namespace CrossSell.Catalog.Domain;

internal static class AgeRange
{
    private const int Oldest = 130;

    public static (int? Min, int? Max) Read(ObjectNode node, string minName, string maxName)
    {
        var min = node.Optional(minName, "Youngest, included.")?.Whole(0, Oldest);
        var max = node.Optional(maxName, "Oldest, included.")?.Whole(0, Oldest);
        if (min > max)
        {
            node.Fault("emptyAge", $"nobody is both {min} or older and {max} or younger");
        }

        return (min, max);
    }
}
