using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;
using FluentValidation;

namespace CrossSell.Catalog.Features;

internal sealed class SaveFollowUpsValidator : AbstractValidator<SaveFollowUps>
{
    public SaveFollowUpsValidator() => RuleFor(s => s.Note).MaximumLength(500).WithErrorCode("tooLong");
}

internal sealed class SaveFollowUpsHandler(IUnitOfWork unit, FollowUpTables tables, CatalogCache cache) : ICommandHandler<SaveFollowUps, FollowUpTable>
{
    public async Task<FollowUpTable> Handle(SaveFollowUps request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var line = await Lines.Demand(connection, request.Line, ct);
        var present = await tables.Present(connection, request.Line, request.IfVersion, ct);
        var catalog = await cache.Get(ct);
        Demand(Matrix.Check(line.Line, request.Rows, FollowUpAnswers.Products(catalog)));
        var saved = FollowUpTables.Same(present.Rows, request.Rows)
            ? present
            : await tables.Add(connection, line, FollowUpTables.FromAdministrator, request.Rows, request.Note, present, ct);
        return FollowUpAnswers.Of(saved, saved, line, catalog);
    }

    internal static void Demand(IReadOnlyList<FollowUpFault> faults)
    {
        if (faults.Count > 0)
        {
            throw new InvalidInputException([.. faults.Select(f => new FieldFault(f.Field, f.Code, f.Hint is null ? f.Message : $"{f.Message} ({f.Hint})", f.Arguments))]);
        }
    }
}

internal sealed class ReturnToFollowUpsHandler(IUnitOfWork unit, FollowUpTables tables, CatalogCache cache) : ICommandHandler<ReturnToFollowUps, FollowUpTable>
{
    public async Task<FollowUpTable> Handle(ReturnToFollowUps request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var line = await Lines.Demand(connection, request.Line, ct);
        var present = await tables.Present(connection, request.Line, request.IfVersion, ct);
        var wanted = await FollowUpTables.Find(connection, request.Line, request.Version, ct) ?? throw new NotFoundException("followUps", request.Version);
        var catalog = await cache.Get(ct);
        SaveFollowUpsHandler.Demand(FollowUpAnswers.Of(wanted, present, line, catalog).Faults);
        var saved = wanted.Version == present.Version
            ? present
            : await tables.Add(connection, line, FollowUpTables.FromAdministrator, wanted.Rows, $"= {wanted.Version}", present, ct);
        return FollowUpAnswers.Of(saved, saved, line, catalog);
    }
}

internal sealed class TakeLineFollowUpsHandler(IUnitOfWork unit, FollowUpTables tables, CatalogCache cache) : ICommandHandler<TakeLineFollowUps, FollowUpTable>
{
    public async Task<FollowUpTable> Handle(TakeLineFollowUps request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var line = await Lines.Demand(connection, request.Line, ct);
        var present = await tables.Present(connection, request.Line, request.IfVersion, ct);
        IReadOnlyList<FollowUpDefinition> own = DefaultFollowUps.Complete(line.FollowUps);
        var saved = present.Source == FollowUpTables.FromLine && FollowUpTables.Same(present.Rows, own)
            ? present
            : await tables.Add(connection, line, FollowUpTables.FromLine, own, null, present, ct);
        return FollowUpAnswers.Of(saved, saved, line, await cache.Get(ct));
    }
}
