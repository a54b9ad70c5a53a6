using CrossSell.Offers.Domain.Learning;

namespace CrossSell.Benchmarks.Suggestions;

/// <summary>Well-known ways to rank, on the same lessons: popularity, association rules by lift, nearest neighbours by cosine of products.</summary>
internal sealed class Peers
{
    private readonly int _products;
    private readonly float[] _popular;
    private readonly double[] _with;
    private readonly double[] _holders;
    private readonly double _clients;

    public Peers(Lessons lessons, int products)
    {
        _products = products;
        _popular = new float[products];
        _with = new double[products * products];
        _holders = new double[products];
        var last = -1;
        for (var lesson = 0; lesson < lessons.Count; lesson++)
        {
            var target = lessons.Target(lesson);
            _popular[target] += lessons.WeightOf(lesson);
            _holders[target]++;
            foreach (var fact in lessons.Facts(lesson))
            {
                if (fact < products)
                {
                    _with[(fact * products) + target]++;
                }
            }

            _clients += lessons.Client(lesson) == last ? 0 : 1;
            last = lessons.Client(lesson);
        }
    }

    public void Popularity(ReadOnlySpan<int> facts, Span<float> into) => _popular.CopyTo(into);

    public void Lift(ReadOnlySpan<int> facts, Span<float> into) => Sum(facts, into, (held, target) => Math.Log((With(held, target) + 0.1) * _clients / ((_holders[held] + 0.1) * (_holders[target] + 0.1))));

    public void Cosine(ReadOnlySpan<int> facts, Span<float> into) => Sum(facts, into, (held, target) => With(held, target) / Math.Sqrt((_holders[held] * _holders[target]) + 1));

    private double With(int held, int target) => _with[(held * _products) + target];

    private void Sum(ReadOnlySpan<int> facts, Span<float> into, Func<int, int, double> of)
    {
        for (var target = 0; target < _products; target++)
        {
            var sum = 0.0;
            foreach (var fact in facts)
            {
                sum += fact < _products ? of(fact, target) : 0;
            }

            // Who holds nothing is offered what most hold.
            into[target] = (float)sum + (_popular[target] / (float)(_clients * 1000));
        }
    }
}
