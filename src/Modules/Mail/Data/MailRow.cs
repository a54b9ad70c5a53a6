using CrossSell.Kernel.Data;
using CrossSell.Mail.Messages;
using Npgsql;

namespace CrossSell.Mail.Data;

/// <summary>A mail as it was asked for.</summary>
internal sealed record MailRow(
    Guid Id, string Template, string? Line, string ToKind, Guid? ToUserId, string? ToRole, Guid? ClientId, Guid? OfferId, Guid? ProcessId, Guid[] Documents,
    Dictionary<string, string> Data, IReadOnlyList<MailChoice> Choices, DateTimeOffset? AnswerUntil, DateTimeOffset? AnsweredAt, string? Answer, string Status, int Round, int Version)
{
    public const string Select =
        """
        select m.id, m.template, m.line, m.to_kind, m.to_user_id, m.to_role, m.client_id, m.offer_id, m.process_id, m.documents, m.data, m.answers, m.answer_until, m.answered_at, m.answer,
               m.status, m.round, m.version
        from mail.message m
        """;

    public static MailRow Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.MaybeText(2), r.GetString(3), r.Maybe<Guid>(4), r.MaybeText(5), r.Maybe<Guid>(6), r.Maybe<Guid>(7), r.Maybe<Guid>(8), r.GetFieldValue<Guid[]>(9),
        JsonText.Read<Dictionary<string, string>>(r.GetString(10)), r.IsDBNull(11) ? [] : JsonText.Read<List<MailChoice>>(r.GetString(11)), r.Maybe<DateTimeOffset>(12), r.Maybe<DateTimeOffset>(13),
        r.MaybeText(14), r.GetString(15), r.GetInt32(16), r.GetInt32(17));
}
