using CrossSell.Clients.Messages;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;

namespace CrossSell.Clients.Features.Import;

/// <summary>A row that could be read, before it is compared with what is known.</summary>
internal sealed record ClientRow(CsvRow Source, ClientData Data, IReadOnlyCollection<string>? Consents, Faults Faults);
