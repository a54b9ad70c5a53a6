using System.CommandLine;
using CrossSell.Host.Composition;
using CrossSell.Kernel.Errors;

namespace CrossSell.Host.CommandLine;

/// <summary>The command line: exit code 0 done, 1 the work failed or found faults, 2 wrong usage.</summary>
internal static class Cli
{
    public static async Task<int> Run(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("Try --help.");
            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
        catch (InvalidInputException invalid)
        {
            foreach (var fault in invalid.Faults)
            {
                await Console.Error.WriteLineAsync($"{fault.Field}: {fault.Message}");
            }

            return 1;
        }
        catch (Exception failed) when (failed is HouseException or IOException or UnauthorizedAccessException or Npgsql.NpgsqlException or Postgres.EmbeddedPostgresException)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return 1;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("CrossSell: who to call, when, why, what to offer, and the paperwork done.");
        ServeVerb.Describe(root);
        root.Subcommands.Add(ServeVerb.Command());
        root.Subcommands.Add(MigrateVerb.Command());
        root.Subcommands.Add(UserVerb.Command());
        root.Subcommands.Add(TokenVerb.Command());
        root.Subcommands.Add(ImportVerb.Command());
        root.Subcommands.Add(ScanVerb.Command());
        root.Subcommands.Add(CoverageVerb.Command());
        root.Subcommands.Add(SuggestVerb.Command());
        root.Subcommands.Add(LearnVerb.Command());
        root.Subcommands.Add(TemplateVerb.Command());
        root.Subcommands.Add(PluginVerb.Command());
        root.Subcommands.Add(AuditVerb.Command());
        root.Subcommands.Add(GenerateVerb.Command());
        return root;
    }
}

/// <summary>Options that several verbs share.</summary>
internal static class Options
{
    public static Option<string> Data() => new("--data") { Description = "The data folder.", HelpName = "DIR", DefaultValueFactory = _ => "./data" };

    public static Option<string?> Plugins() => new("--plugins") { Description = "The folder of product lines.", HelpName = "DIR" };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };

    public static Option<DateOnly?> AsOf() => new("--as-of")
    {
        Description = "The day to look from (yyyy-MM-dd); by default today.",
        HelpName = "DATE",
        CustomParser = result => Parse.Date(result),
    };
}

internal static class Parse
{
    public static DateOnly? Date(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? null : result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var date))
        {
            return date;
        }

        result.AddError($"'{text}' is not a date like 2026-11-23.");
        return null;
    }

    public static DateTimeOffset? Instant(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? null : result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var instant))
        {
            return instant.ToUniversalTime();
        }

        result.AddError($"'{text}' is not an instant like 2026-11-23T08:00:00Z.");
        return null;
    }
}
