namespace CrossSell.Host.Diagrams;

/// <summary>
/// A small layered layout, top to bottom: states in every other layer, the words of the ways in the layers between, so that no word ever lies on another.
/// Layers are put in order by the middle of their neighbours, then pulled straight.
/// </summary>
internal sealed class LayeredLayout
{
    private const double GapAcross = 22;
    private const double GapDown = 20;
    private const double Margin = 16;
    private const int Rounds = 24;

    private readonly List<List<Box>> _layers = [];

    public required IReadOnlyDictionary<string, Box> States { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <param name="size">Width and height of a state.</param>
    /// <param name="sizeOfWords">Width and height of the words of a way.</param>
    public static LayeredLayout Of(
        string start, IReadOnlyList<string> states, IReadOnlyList<(string From, string To, IReadOnlyList<string> Words)> ways, (double Width, double Height) size, Func<IReadOnlyList<string>, (double Width, double Height)> sizeOfWords)
    {
        var (layer, back) = Layers.Of(start, states, [.. ways.Select(w => (w.From, w.To))]);
        var boxes = states.ToDictionary(s => s, s => new Box(s, layer[s] * 2, size.Width, size.Height));
        var lines = ways.Where(w => w.From != w.To).Select(w => LineOf(w.From, w.To, w.Words, back.Contains((w.From, w.To)), boxes, sizeOfWords(w.Words))).ToList();
        var layout = new LayeredLayout { States = boxes, Lines = lines };
        layout.Arrange([.. boxes.Values, .. lines.SelectMany(l => l.Through.Where(b => b.State is null))]);
        return layout;
    }

    private static Line LineOf(string from, string to, IReadOnlyList<string> words, bool goesBack, Dictionary<string, Box> boxes, (double Width, double Height) size)
    {
        var (top, bottom) = goesBack ? (boxes[to], boxes[from]) : (boxes[from], boxes[to]);
        var through = new List<Box> { top };
        var at = goesBack ? bottom.Layer - 1 : top.Layer + 1;
        Box? label = null;
        for (var layer = top.Layer + 1; layer < bottom.Layer; layer++)
        {
            var box = layer == at ? label = new Box(null, layer, size.Width, size.Height) : new Box(null, layer, 6, 0);
            through.Add(box);
        }

        through.Add(bottom);
        for (var i = 1; i < through.Count; i++)
        {
            through[i - 1].Below.Add(through[i]);
            through[i].Above.Add(through[i - 1]);
        }

        return new Line(from, to, goesBack, words, through, label!);
    }

    private void Arrange(IReadOnlyList<Box> boxes)
    {
        foreach (var group in boxes.GroupBy(b => b.Layer).OrderBy(g => g.Key))
        {
            _layers.Add([.. group]);
        }

        Order();
        Spread();
        Straighten();
        var left = boxes.Min(b => b.X - (b.Width / 2)) - Margin;
        var y = Margin;
        foreach (var layer in _layers)
        {
            var height = layer.Max(b => b.Height);
            foreach (var box in layer)
            {
                box.X -= left;
                box.Y = y + (height / 2);
            }

            y += height + GapDown;
        }

        Width = boxes.Max(b => b.X + (b.Width / 2)) + Margin;
        Height = y - GapDown + Margin;
    }

    private void Order()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var down = round % 2 == 0;
            foreach (var at in down ? Enumerable.Range(1, _layers.Count - 1) : Enumerable.Range(0, _layers.Count - 1).Reverse())
            {
                var place = _layers[down ? at - 1 : at + 1].Select((box, index) => (box, index)).ToDictionary(p => p.box, p => (double)p.index);
                var layer = _layers[at];
                var own = layer.Select((box, index) => (box, index)).ToDictionary(p => p.box, p => (double)p.index);
                _layers[at] = [.. layer.OrderBy(box => Middle(down ? box.Above : box.Below, place) ?? own[box]).ThenBy(box => own[box])];
            }
        }
    }

    private static double? Middle(List<Box> boxes, Dictionary<Box, double> place) => boxes.Count == 0 ? null : boxes.Average(b => place.GetValueOrDefault(b));

    private void Spread()
    {
        foreach (var layer in _layers)
        {
            var x = 0.0;
            foreach (var box in layer)
            {
                box.X = x + (box.Width / 2);
                x += box.Width + GapAcross;
            }

            foreach (var box in layer)
            {
                box.X -= (x - GapAcross) / 2;
            }
        }
    }

    /// <summary>Each box is drawn towards its neighbours, and never over the one beside it.</summary>
    private void Straighten()
    {
        for (var round = 0; round < Rounds * 2; round++)
        {
            foreach (var layer in round % 2 == 0 ? _layers : Enumerable.Reverse(_layers))
            {
                Pull(layer);
            }
        }
    }

    private static void Pull(List<Box> layer)
    {
        var wanted = layer.ConvertAll(box => box.Above.Concat(box.Below).Select(b => b.X).DefaultIfEmpty(box.X).Average());
        var left = new double[layer.Count];
        var right = new double[layer.Count];
        for (var i = 0; i < layer.Count; i++)
        {
            left[i] = i == 0 ? wanted[i] : Math.Max(wanted[i], left[i - 1] + Apart(layer[i - 1], layer[i]));
        }

        for (var i = layer.Count - 1; i >= 0; i--)
        {
            right[i] = i == layer.Count - 1 ? wanted[i] : Math.Min(wanted[i], right[i + 1] - Apart(layer[i], layer[i + 1]));
        }

        for (var i = 0; i < layer.Count; i++)
        {
            layer[i].X = (left[i] + right[i]) / 2;
        }
    }

    private static double Apart(Box one, Box next) => ((one.Width + next.Width) / 2) + GapAcross;
}
