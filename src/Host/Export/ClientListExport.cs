using CrossSell.Clients.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Host.Pages;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Host.Export;

/// <summary>A client list as a file: the same clients, columns and order as on the screen, all pages of it, read while it is written.</summary>
internal sealed class ClientListExport(IDispatcher dispatcher, ClientCells cells, BusinessClock clock)
{
    private const int AtOnce = 500;

    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    public async Task<FileStreamed> Make(ClientFilter filter, string? sort, IReadOnlyList<string> columns, string format, char separator, Func<string, string> header, CancellationToken ct)
    {
        await dispatcher.Send(new ExportClients(filter, sort, columns, format, await dispatcher.Ask(new CountClients(filter), ct)), ct);
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"clients-{clock.Today:yyyy-MM-dd}.{format}");
        string[] all = ["name", .. columns];
        return new FileStreamed(name, format == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", async (stream, stop) =>
        {
            await using ISheet sheet = format == "csv" ? new CsvSheet(stream, separator) : new XlsxSheet(stream, [.. all.Select(ClientCells.Kind)]);
            await sheet.Write([[.. all.Select(header)]], stop);
            await foreach (var page in Pages(filter, sort).WithCancellation(stop))
            {
                await cells.Load(page, stop);
                await sheet.Write(page.Select(r => (IReadOnlyList<string>)[.. all.Select(c => cells.Plain(r, c))]), stop);
            }
        });
    }

    private async IAsyncEnumerable<IReadOnlyList<ClientRow>> Pages(ClientFilter filter, string? sort)
    {
        string? after = null;
        do
        {
            var page = await dispatcher.Ask(new ListClientRows(filter, sort, after, AtOnce));
            yield return page.Items;
            after = page.Next;
        }
        while (after is not null);
    }
}
