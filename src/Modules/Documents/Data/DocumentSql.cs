using System.Buffers.Binary;
using System.Globalization;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;
using Npgsql;

namespace CrossSell.Documents.Data;

internal static class DocumentSql
{
    public const string Select =
        """
        select d.id, d.client_id, c.name, d.offer_id, d.process_id, d.template, d.template_version, d.language, d.status, d.number, d.file_name, d.sha256, d.data, d.error,
               d.requested_at, d.generated_at, d.sent_at, d.signed_at, d.version, case when d.error is not null then d.problems end
        from documents.document d join clients.pub_client c on c.id = d.client_id
        """;

    public static DocumentView Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetGuid(3), r.Maybe<Guid>(4), r.GetString(5), r.Maybe<int>(6), r.GetString(7), r.GetString(8), r.GetString(9), r.GetString(10),
        r.MaybeText(11), r.MaybeText(12), r.MaybeText(13), r.GetFieldValue<DateTimeOffset>(14), r.Maybe<DateTimeOffset>(15), r.Maybe<DateTimeOffset>(16), r.Maybe<DateTimeOffset>(17), r.GetInt32(18))
    {
        Problems = Problems(r.MaybeText(19)),
    };

    public static IReadOnlyList<TemplateProblem> Problems(string? json) => json is null ? [] : JsonText.Read<List<TemplateProblem>>(json);

    /// <summary>Readable aloud and unique without asking anybody: 50 random bits of the id in digits that are not mistaken for one another.</summary>
    public static string Number(Guid id, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"CS-{day.Year}-{string.Create(10, id, static (digits, of) =>
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var bits = BinaryPrimitives.ReadUInt64BigEndian(of.ToByteArray(bigEndian: true).AsSpan(8));
        for (var i = digits.Length - 1; i >= 0; i--, bits >>= 5)
        {
            digits[i] = alphabet[(int)(bits & 31)];
        }
    })}");

    public static DocumentSubject Subject(string json) => JsonText.Read<DocumentSubject>(json);
}
