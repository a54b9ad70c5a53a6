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

        var callBack = outcome == Outcome.CallBack ? form.Minute("callBackAt") : null;
        form.Demand();
        return new RecordOutcome(
            offer, outcome, parts.Length > 1 ? parts[1] : null, form.Optional("note"), null,
            callBack is { } at ? clock.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at)) : null, form.Optional("channel"));
    }
}
