using CrossSell.Host.CommandLine;

return await Cli.Run(args);
