using CrossSell.Clients.Messages;
using Microsoft.AspNetCore.Html;

namespace CrossSell.Host.Pages;

/// <summary>A text with parts of it marked.</summary>
internal static class Marked
{
    public static IHtmlContent Text(string text, IReadOnlyList<Mark> marks)
    {
        var html = new HtmlContentBuilder();
        var at = 0;
        foreach (var mark in marks)
        {
            html.Append(text[at..mark.Start]).AppendHtml("<mark>").Append(text.Substring(mark.Start, mark.Length)).AppendHtml("</mark>");
            at = mark.Start + mark.Length;
        }

        return html.Append(text[at..]);
    }
}
