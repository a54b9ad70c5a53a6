using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using Npgsql;

namespace CrossSell.Unit.Import;

public sealed class Rows_of_a_file
{
    [Fact]
    public async Task Are_taken_up_to_four_million_and_one_more_is_refused_in_words()
    {
        await using var connection = new NpgsqlConnection();
        await using var pass = new WritesNothing();
        var outcome = new ImportOutcome(connection, pass, new ImportOrder(Guid.Empty, "book.csv", [], DryRun: false, AllOrNothing: false));
        await outcome.Take(new ImportPiece(3_999_000), default);
        await outcome.Take(new ImportPiece(1000), default);

        var refused = await Should.ThrowAsync<InvalidInputException>(() => outcome.Take(new ImportPiece(1), default));

        var fault = refused.Faults.ShouldHaveSingleItem();
        (fault.Field, fault.Code).ShouldBe(("file", "import.tooManyRows"));
        fault.Message.ShouldContain("4000000 rows");
    }

    private sealed class WritesNothing : IImportPass
    {
        public Task<ImportPiece> Compare(IReadOnlyList<CsvRow> rows, CancellationToken ct) => Task.FromResult(new ImportPiece(rows.Count));

        public Task Open(NpgsqlConnection connection, CancellationToken ct) => Task.CompletedTask;

        public Task Write(NpgsqlConnection connection, ImportPiece piece, CancellationToken ct) => Task.CompletedTask;

        public Task Finish(NpgsqlConnection connection, int created, int updated, CancellationToken ct) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
