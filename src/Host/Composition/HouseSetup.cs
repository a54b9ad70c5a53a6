using CrossSell.Catalog.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using CrossSell.Processes.Messages;

namespace CrossSell.Host.Composition;

/// <summary>Makes a database ready for work: migrations, product lines, their processes and templates. Done again, it changes nothing.</summary>
internal static class HouseSetup
{
    public static async Task<IReadOnlyList<string>> Prepare(IServiceProvider services, HostSettings settings, CancellationToken ct)
    {
        await services.GetRequiredService<Migrator>().Migrate(ct);
        await using var scope = AsSystem(services, "host");
        return await Install(
            new InstallLines(settings.PluginsFolder, HostSettings.TemplatesFolder), scope.ServiceProvider.GetRequiredService<IDispatcher>(), scope.ServiceProvider.GetRequiredService<CallContext>(), ct);
    }

    /// <summary>Reads the product lines and gives their processes and templates to whom they belong. Three commands can't share the call's key, and need none: done again, they change nothing.</summary>
    public static async Task<IReadOnlyList<string>> Install(ICommand<IReadOnlyList<LineStatus>> read, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        call.IdempotencyKey = null;
        var lines = await dispatcher.Send(read, ct);
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var processes = await dispatcher.Send(new InstallProcesses([.. catalog.Processes.Values]), ct);
        var templates = await dispatcher.Ask(new LineTemplates(), ct);
        var sources = templates.Select(t => new TemplateSource(t.Line, t.Key, t.Language, t.FileName, t.Content)).ToLookup(t => MailTool.IsText(t.FileName));
        var faults = await dispatcher.Send(new InstallTemplates([.. sources[false]]), ct);
        var mailFaults = await dispatcher.Send(new InstallMailTexts([.. sources[true]]), ct);
        return
        [
            .. lines.SelectMany(l => l.Problems.Select(p => $"{(p.Warning ? "warning" : "fault")}: {l.Code}: {p.File}#{p.Pointer} {p.Message}{(p.Hint is null ? string.Empty : $" ({p.Hint})")}")),
            .. processes,
            .. faults.Select(f => $"fault: {f.Part}, paragraph {f.Paragraph}{(f.Tag is null ? string.Empty : $", {f.Tag}")}: {f.Message}"),
            .. mailFaults.Select(f => $"fault: {f.Part}, line {f.Paragraph}{(f.Tag is null ? string.Empty : $", {f.Tag}")}: {f.Message}"),
        ];
    }

    /// <summary>Sends a command as the system.</summary>
    public static async Task<T> Act<T>(this IServiceProvider services, ICommand<T> command, CancellationToken ct, string cause = "host")
    {
        await using var scope = AsSystem(services, cause);
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Send(command, ct);
    }

    /// <summary>Asks a question as the system.</summary>
    public static async Task<T> Query<T>(this IServiceProvider services, IQuery<T> query, CancellationToken ct, string cause = "host")
    {
        await using var scope = AsSystem(services, cause);
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Ask(query, ct);
    }

    private static AsyncServiceScope AsSystem(IServiceProvider services, string cause)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = Actor.System(cause);
        return scope;
    }
}
