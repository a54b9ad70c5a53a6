using CrossSell.Benchmarks;
using CrossSell.Benchmarks.Word;

return args switch
{
    ["outcome"] => await RecordingAnOutcome.Run(args),
    ["import", ..] => await ImportingContracts.Run(args),
    ["word"] => await FillingTemplates.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which one: outcome (recording an outcome), import (importing contracts), word (filling Word templates).");
    return 2;
}
