using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using Npgsql;

namespace CrossSell.Unit.Import;

public sealed class Files_that_are_too_long
{
    [Fact]
    public async Task Are_refused_at_the_row_that_is_one_too_many()
    {
        await using var pass = new NothingToWrite();
        var outcome = new ImportOutcome(new NpgsqlConnection(), pass, new ImportOrder(Guid.NewGuid(), "long.csv", [], false, false));
        await outcome.Take(new ImportPiece(ImportFile.MostRows), default);

        var refused = await Should.ThrowAsync<InvalidInputException>(() => outcome.Take(new ImportPiece(1), default));

        refused.Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("file"), f => f.Code.ShouldBe("import.tooManyRows"), f => f.Message.ShouldContain("4000000"));
        pass.Pieces.ShouldBe(1);
    }

    private sealed class NothingToWrite : IImportPass
    {
        public int Pieces { get; private set; }

        public Task<ImportPiece> Compare(IReadOnlyList<CsvRow> rows, CancellationToken ct) => Task.FromResult(new ImportPiece(rows.Count));

        public Task Open(NpgsqlConnection connection, CancellationToken ct) => Task.CompletedTask;

        public Task Write(NpgsqlConnection connection, ImportPiece piece, CancellationToken ct)
        {
            Pieces++;
            return Task.CompletedTask;
        }

        public Task Finish(NpgsqlConnection connection, int created, int updated, CancellationToken ct) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
