namespace CrossSell.Offers.Domain.Learning;

/// <summary>The chance of a yes, as a curve over what the model says: fitted to answered offers, none of which the model was learned from.</summary>
/// <param name="Slope">Of the log odds of a yes over those the model says; <paramref name="Height"/> where they are even.</param>
/// <param name="Offers">Answered offers it stands on.</param>
internal sealed record Calibration(double Slope, double Height, int Offers)
{
    public const int FewestOffers = 200;
    private const int FewestYes = 20;
    private const int Rounds = 50;

    public double Of(double chance) => 1 / (1 + Math.Exp(-((Slope * LogOdds(chance)) + Height)));

    /// <summary>Fits the curve (Platt); nothing while too few were answered, or when more chance did not mean more yes.</summary>
    public static Calibration? Fit(IReadOnlyList<(double Chance, bool Yes)> answered)
    {
        var yes = answered.Count(a => a.Yes);
        if (answered.Count < FewestOffers || yes < FewestYes || answered.Count - yes < FewestYes)
        {
            return null;
        }

        // Targets a little inside 0 and 1, so that a clean split does not run away.
        var (high, low) = ((yes + 1.0) / (yes + 2), 1.0 / (answered.Count - yes + 2));
        var (slope, height) = (1.0, Math.Log((yes + 1.0) / (answered.Count - yes + 1)));
        for (var round = 0; round < Rounds; round++)
        {
            var (g0, g1, h00, h01, h11) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
            foreach (var (chance, said) in answered)
            {
                var x = LogOdds(chance);
                var p = 1 / (1 + Math.Exp(-((slope * x) + height)));
                var (miss, bend) = (p - (said ? high : low), p * (1 - p));
                (g0, g1) = (g0 + (miss * x), g1 + miss);
                (h00, h01, h11) = (h00 + (bend * x * x), h01 + (bend * x), h11 + bend);
            }

            var whole = (h00 * h11) - (h01 * h01);
            var (ds, dh) = (((h11 * g0) - (h01 * g1)) / whole, ((h00 * g1) - (h01 * g0)) / whole);
            (slope, height) = (slope - Math.Clamp(ds, -1, 1), height - Math.Clamp(dh, -1, 1));
            if (Math.Abs(ds) + Math.Abs(dh) < 1e-9)
            {
                break;
            }
        }

        return slope > 0 && double.IsFinite(slope) && double.IsFinite(height) ? new Calibration(slope, height, answered.Count) : null;
    }

    private static double LogOdds(double chance) => Math.Log(Math.Clamp(chance, 1e-6, 1 - 1e-6) / (1 - Math.Clamp(chance, 1e-6, 1 - 1e-6)));
}
