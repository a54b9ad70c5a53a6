namespace CrossSell.Plugins.Lending;

/// <summary>A loan paid back in equal monthly instalments.</summary>
/// <param name="InterestPercent">Nominal, a year.</param>
/// <param name="Fee">Paid once, when the loan is paid out.</param>
/// <param name="MonthlyFee">Paid with every instalment.</param>
internal sealed record Loan(decimal Amount, int Months, decimal InterestPercent, decimal Fee, decimal MonthlyFee = 0)
{
    private const double Exact = 1e-9;

    /// <summary>The annuity: what is paid a month, to whole forints.</summary>
    public decimal Instalment
    {
        get
        {
            var rate = (double)InterestPercent / 1200;
            return Whole(rate == 0 ? (double)Amount / Months : (double)Amount * rate / (1 - Math.Pow(1 + rate, -Months)));
        }
    }

    /// <summary>Everything that is paid over the term: instalments and fees.</summary>
    public decimal Total => (Instalment + MonthlyFee) * Months + Fee;

    /// <summary>
    /// The annual percentage rate of charge (THM) of Directive 2014/17/EU, Annex I, and 2008/48/EC: the yearly rate at which what is paid is worth what is received,
    /// counted in months of a twelfth of a year, to one decimal.
    /// </summary>
    public decimal AprcPercent
    {
        get
        {
            var (low, high) = (0.0, 10.0);
            while (high - low > Exact)
            {
                var middle = (low + high) / 2;
                (low, high) = Worth(middle) > (double)(Amount - Fee) ? (middle, high) : (low, middle);
            }

            return Math.Round((decimal)low * 100, 1, MidpointRounding.AwayFromZero);
        }
    }

    private static decimal Whole(double amount) => Math.Round((decimal)amount, 0, MidpointRounding.AwayFromZero);

    /// <summary>What the payments are worth on the day the loan is paid out.</summary>
    private double Worth(double yearly)
    {
        var monthly = Math.Pow(1 + yearly, 1.0 / 12);
        var payment = (double)(Instalment + MonthlyFee);
        return yearly == 0 ? payment * Months : payment * (1 - Math.Pow(monthly, -Months)) / (monthly - 1);
    }
}
