using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Insights.Features.Reports;

internal sealed class GetWeekHandler(WeekFigures figures, CallContext call, BusinessClock clock) : IQueryHandler<GetWeek, WeekReport>
{
    public Task<WeekReport> Handle(GetWeek request, CancellationToken ct) =>
        figures.Read(WeekFigures.Monday(request.Of ?? clock.Today.AddDays(-WeekFigures.Days)), call.Actor.Scope.All ? null : call.Actor.Scope.Advisors, ct);
}
