using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CrossSell.Host.Export;

/// <summary>A page to read and to print that needs nothing beside itself.</summary>
internal sealed class Paper
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;color:#1b1f24;max-width:60rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #c9ced6}" +
        "table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #e6e8ec;overflow-wrap:break-word}td:last-child{overflow-wrap:anywhere}" +
        "table.facts th{width:14rem;font-weight:600}thead th{color:#57606a;font-weight:600}code{font-size:.8em}blockquote{white-space:pre-wrap;margin:0 0 2rem;padding:.5rem 1rem;border-left:3px solid #c9ced6}@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _page;

    public Paper(string language, string? title)
    {
        _page = new StringBuilder(
            $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)}</title><style>{Style}</style></head><body><h1>{Text(title)}</h1>");
    }

    public Paper Section(string title) => Add($"<h2>{Text(title)}</h2>");

    public Paper Say(string text) => Add($"<p>{Text(text)}</p>");

    /// <summary>A text with its own lines, where there is one.</summary>
    public Paper Quote(string? text) => text is null ? this : Add($"<blockquote>{Text(text)}</blockquote>");

    /// <summary>Those that are known, each with its name.</summary>
    public Paper Facts(IEnumerable<(string Label, string? Value)> facts)
    {
        var rows = string.Concat(facts.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => $"<tr><th scope=\"row\">{Text(f.Label)}</th><td>{Text(f.Value)}</td></tr>"));
        return rows.Length == 0 ? this : Add($"<table class=\"facts\">{rows}</table>");
    }

    public Paper Table(IEnumerable<string> heads, IEnumerable<IEnumerable<string?>> rows) => Add(
        $"<table><thead><tr>{string.Concat(heads.Select(h => $"<th scope=\"col\">{Text(h)}</th>"))}</tr></thead><tbody>{string.Concat(rows.Select(r => $"<tr>{string.Concat(r.Select(c => $"<td>{Text(c)}</td>"))}</tr>"))}</tbody></table>");

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_page + "</body></html>");

    private Paper Add(string html)
    {
        _page.Append(CultureInfo.InvariantCulture, $"{html}\n");
        return this;
    }

    private static string Text(string? text) => Encoder.Encode(text ?? string.Empty);
}
