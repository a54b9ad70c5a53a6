using CrossSell.Benchmarks;

return await RecordingAnOutcome.Run(args);
