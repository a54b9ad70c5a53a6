using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Host.Pages;

/// <summary>What the buttons under an offer say.</summary>
internal sealed class OutcomeReader(BusinessClock clock)
{
    public RecordOutcome Read(Guid offer, Form form)
    {
        var parts = form.Text("answer").Split(':');
        if (!Enum.TryParse<Outcome>(parts[0], true, out var outcome) || !Enum.IsDefined(outcome))
        {
            throw new InvalidInputException("answer", "unknownOutcome", "This is not an outcome.");
        }

        var comeBack = outcome switch
        {
            Outcome.CallBack => form.Minute("callBackAt"),
            Outcome.Thinking => form.Day("comeBackOn")?.ToDateTime(new TimeOnly(12, 0)),
            _ => null,
        };
        form.Demand();
        return new RecordOutcome(
            offer, outcome, parts.Length > 1 ? parts[1] : Reason(form, parts[0]), form.Optional("note"), null,
            comeBack is { } at ? clock.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at)) : null, form.Optional("channel"));
    }

    /// <summary>The reason chosen from a list, when it belongs to the outcome that was pressed.</summary>
    private static string? Reason(Form form, string outcome) =>
        new[] { "why", "callWhy" }.Select(name => form.Text(name).Split(':')).FirstOrDefault(parts => parts.Length == 2 && parts[0] == outcome)?[1];
}
