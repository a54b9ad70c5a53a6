using CrossSell.Benchmarks;
using CrossSell.Benchmarks.Suggestions;
using CrossSell.Benchmarks.Word;

return args switch
{
    ["outcome"] => await RecordingAnOutcome.Run(args),
    ["import", ..] => await ImportingContracts.Run(args),
    ["clients", ..] => await FindingClients.Run(args),
    ["processes"] => await ListingProcesses.Run(),
    ["today"] => await OpeningToday.Run(),
    ["suggest", ..] => Suggesting.Run(args),
    ["segments", ..] => await AskingTheBook.Run(args),
    ["word"] => await FillingTemplates.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which one: outcome (recording an outcome), import (importing contracts), today (opening Today, planning), clients (search, lists and the client page at 10 thousand and a million), suggest [CLIENTS [cost]] (learning and suggesting to everybody, quality beside others), segments (filters, the white space and figures on a generated book), processes (lists and board of up to 100,000 instances), word (filling Word templates).");
    return 2;
}
