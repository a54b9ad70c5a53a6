using System.CommandLine;
using System.Text.Json;
using CrossSell.Host.Composition;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;

namespace CrossSell.Host.CommandLine;

internal static class AuditVerb
{
    public static Command Command() => new("audit", "The tamper-evident trace.") { Verify(), Head() };

    private static Command Verify()
    {
        var data = Options.Data();
        var json = Options.Json();
        var from = new Option<DateOnly?>("--from") { Description = "The first day to walk; what is before it is taken as it is.", HelpName = "DATE", CustomParser = Parse.Date };
        var head = new Option<string?>("--head") { Description = "A head that was kept outside (audit head): the chain has to hold it.", HelpName = "FILE" };
        var verify = new Command("verify", "Walks the hash chain and names every entry that was altered, removed or inserted.") { data, from, head, json };
        verify.SetAction(async (parsed, ct) =>
        {
            var kept = parsed.GetValue(head) is { } file ? await Kept(file, ct) : null;
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            var verdict = await tools.Ask(new VerifyAudit(parsed.GetValue(from), kept), ct);
            if (parsed.GetValue(json))
            {
                Print.Json(verdict);
            }
            else
            {
                Console.Out.WriteLine(verdict.Faults.Count == 0 ? $"{verdict.Entries} entries, the chain is whole." : string.Join('\n', verdict.Faults));
            }

            return verdict.Faults.Count == 0 ? 0 : 1;
        });
        return verify;
    }

    private static Command Head()
    {
        var data = Options.Data();
        var to = new Option<string?>("--out") { Description = "The file to write; standard output when not given.", HelpName = "FILE" };
        var head = new Command("head", "Prints the head of the chain (number and hash), to be kept where nobody who can write to the database can write.") { data, to };
        head.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            var now = await tools.Ask(new GetAuditHead(), ct);
            if (parsed.GetValue(to) is { } file)
            {
                await File.WriteAllTextAsync(file, JsonText.Write(now) + "\n", ct);
            }
            else
            {
                Console.Out.WriteLine(JsonText.Write(now));
            }

            return 0;
        });
        return head;
    }

    private static async Task<AuditHead> Kept(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            throw new UsageException($"There is no file {file}.");
        }

        try
        {
            return JsonText.Read<AuditHead>(await File.ReadAllTextAsync(file, ct));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new UsageException($"{file} is no head of a chain as audit head writes it.");
        }
    }
}
