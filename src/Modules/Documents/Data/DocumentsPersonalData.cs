using CrossSell.Kernel.Privacy;

namespace CrossSell.Documents.Data;

/// <summary>Signed contracts are kept for eight years, as the Accounting Act (C of 2000, § 169) demands.</summary>
internal sealed class DocumentsPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables =>
    [
        new("documents.document", Columns: "id, offer_id, template, template_version, language, status, number, file_name, data, sha256, signed_name, requested_at, generated_at, sent_at, signed_at", Key: "id")
        {
            Handed = "client_id = $2, version = version + 1, subject = subject || jsonb_build_object('clientId', $2::text)",
        },
    ];

    public string Files =>
        """
        select file_name, content from documents.document where client_id = $1 and content is not null
        union all select signed_name, signed_content from documents.document where client_id = $1 and signed_content is not null
        """;

    public IReadOnlyList<KeepRule> Keeps =>
    [
        new(
            "signedDocument",
            """
            select count(*)::int, max((signed_at + interval '8 years')::date)
            from documents.document where client_id = $1 and signed_at is not null and signed_at + interval '8 years' > $2::date
            """),
    ];
}
