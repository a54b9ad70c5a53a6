using CrossSell.Benchmarks;
using CrossSell.Benchmarks.Word;

return args switch
{
    ["outcome"] => await RecordingAnOutcome.Run(args),
    ["word"] => await FillingTemplates.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which one: outcome (recording an outcome), word (filling Word templates).");
    return 2;
}
