namespace CrossSell.Host.Demo;

/// <summary>Which four contracts go together. Some leave a gap on purpose, so that rules have something to say.</summary>
internal static class DemoBundles
{
    public const string Home = "insurance/home";
    public const string CreditCover = "insurance/credit-cover";
    public const string Life = "insurance/life";
    public const string Unemployment = "insurance/unemployment";
    public const string Accident = "insurance/accident";
    public const string MotorLiability = "insurance/motor-liability";
    public const string Casco = "insurance/casco";
    public const string Travel = "insurance/travel";
    public const string Mortgage = "lending/mortgage";
    public const string PersonalLoan = "lending/personal-loan";
    public const string Overdraft = "lending/overdraft";

    private static readonly string[][] Companies =
    [
        [Home, MotorLiability, MotorLiability, Casco],
        [MotorLiability, MotorLiability, MotorLiability, Casco],
        [Home, MotorLiability, Casco, MotorLiability],
        [Home, Home, MotorLiability, Casco],
    ];

    private static readonly string[][] Borrowers =
    [
        [Mortgage, Home, MotorLiability, Life],
        [Mortgage, Home, CreditCover, MotorLiability],
        [Mortgage, Home, MotorLiability, Casco],
        [Mortgage, Home, Overdraft, Accident],
        [Mortgage, Home, PersonalLoan, MotorLiability],
        [Mortgage, MotorLiability, Overdraft, Casco],
        [Mortgage, Overdraft, PersonalLoan, Travel],
    ];

    private static readonly string[][] Working =
    [
        [PersonalLoan, CreditCover, Unemployment, MotorLiability],
        [PersonalLoan, MotorLiability, Overdraft, Home],
        [Home, MotorLiability, Casco, Travel],
        [Home, MotorLiability, Life, Accident],
        [Home, Overdraft, MotorLiability, Travel],
        [Overdraft, Accident, MotorLiability, Travel],
    ];

    private static readonly string[][] Elderly =
    [
        [Home, MotorLiability, Casco, Home],
        [Home, MotorLiability, Home, MotorLiability],
    ];

    private static readonly string[][] Retired =
    [
        [Home, MotorLiability, Casco, Accident],
        [Home, Accident, Travel, MotorLiability],
        [Home, Home, MotorLiability, Accident],
    ];

    /// <summary>Somebody who bought a home in the last days and has hardly any cover yet.</summary>
    public static readonly string[] NewOwner = [Mortgage, Overdraft, MotorLiability, Travel];

    public static IReadOnlyList<string> Of(DemoClient client, int age, DemoChance chance) => (client.IsCompany, age) switch
    {
        (true, _) => chance.One(Companies),
        (_, > 75) => chance.One(Elderly),
        (_, > 62) => chance.One(Retired),
        (_, >= 25) when chance.In(48) => chance.One(Borrowers),
        _ => chance.One(Working),
    };
}
