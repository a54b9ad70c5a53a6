using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CrossSell.Host.Pages;

/// <summary>
/// A form whose answer replaces a part of the page it stands on, without leaving it: <c>in-place="#client-page"</c>. The server answers with the whole page as it would to a browser
/// without script, and the part is taken out of it.
/// </summary>
[HtmlTargetElement("form", Attributes = Name)]
public sealed class InPlaceTagHelper : TagHelper
{
    /// <summary>Says that the whole page is wanted, though a script asks.</summary>
    internal const string Header = "X-Whole-Page";
    private const string Name = "in-place";

    [HtmlAttributeName(Name)]
    public string Part { get; set; } = string.Empty;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("hx-post", context.AllAttributes["action"].Value);
        output.Attributes.SetAttribute("hx-target", Part);
        output.Attributes.SetAttribute("hx-select", Part);
        output.Attributes.SetAttribute("hx-swap", "outerHTML");
        output.Attributes.SetAttribute("hx-sync", "this:drop");
        output.Attributes.SetAttribute("hx-headers", $"{{\"{Header}\":\"true\"}}");
    }
}
