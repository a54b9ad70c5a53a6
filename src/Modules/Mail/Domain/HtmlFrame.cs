using System.Text.RegularExpressions;

namespace CrossSell.Mail.Domain;

/// <summary>The page around the HTML of a mail: readable on a telephone, with no picture or style from elsewhere, so that nothing is asked of the network.</summary>
internal static partial class HtmlFrame
{
    private const string Style =
        "body{margin:0;background:#f4f6fa;color:#182433;font:16px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif}"
        + ".sheet{max-width:600px;margin:0 auto;padding:24px 20px}.page{background:#fff;border-radius:6px;padding:24px}"
        + ".house{font-weight:600;color:#0054a6;padding:0 4px 12px}p{margin:0 0 14px}h1{font-size:20px;margin:0 0 14px}h2{font-size:16px;margin:20px 0 8px}ul{margin:0 0 14px;padding-left:20px}"
        + "table{border-collapse:collapse;width:100%;margin:0 0 14px}td,th{text-align:left;padding:6px 8px;border-bottom:1px solid #e6e7e9;vertical-align:top}"
        + "a{color:#0054a6}a.button{display:inline-block;margin:4px 8px 8px 0;padding:12px 20px;border-radius:4px;background:#0054a6;color:#fff;text-decoration:none;font-weight:600}"
        + "a.second{background:#fff;color:#0054a6;border:1px solid #0054a6;padding:11px 19px}.small{color:#626976;font-size:13px}";

    public static string Around(string content, string company, string language) =>
        $"""
        <!doctype html>
        <html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><style>{Style}</style></head>
        <body><div class="sheet"><div class="house">{Escaped(company)}</div><div class="page">
        {content}
        </div></div></body></html>
        """;

    /// <summary>Paragraphs of a plain text, with its addresses as links.</summary>
    public static string From(string text) => string.Join('\n', text.Trim().ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .Select(p => $"<p>{Link().Replace(Escaped(p.Trim('\n')), m => $"<a href=\"{m.Value}\">{m.Value}</a>").Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>"));

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    [GeneratedRegex(@"https?://[^\s<>""']+[^\s<>""'.,;:)]")]
    private static partial Regex Link();
}
