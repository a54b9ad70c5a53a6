namespace CrossSell.Segments.Domain;

/// <summary>Whether a campaign did anything: two parts compared, with the range of the difference that chance leaves (Newcombe's, which holds for small groups too).</summary>
internal static class Measurement
{
    private const double Z = 1.959964;

    /// <returns>In points of a hundred; nothing while a group is empty.</returns>
    public static (double Difference, double From, double Until)? Uplift(int bought, int of, int controlBought, int control)
    {
        if (of == 0 || control == 0)
        {
            return null;
        }

        var (p1, l1, u1) = Wilson(bought, of);
        var (p2, l2, u2) = Wilson(controlBought, control);
        var difference = p1 - p2;
        return (100 * difference, 100 * (difference - Math.Sqrt(Square(p1 - l1) + Square(u2 - p2))), 100 * (difference + Math.Sqrt(Square(u1 - p1) + Square(p2 - l2))));
    }

    private static (double Part, double Lower, double Upper) Wilson(int hits, int of)
    {
        var part = (double)hits / of;
        var middle = part + Z * Z / (2 * of);
        var spread = Z * Math.Sqrt(part * (1 - part) / of + Z * Z / (4d * of * of));
        var scale = 1 + Z * Z / of;
        return (part, (middle - spread) / scale, (middle + spread) / scale);
    }

    private static double Square(double x) => x * x;
}
