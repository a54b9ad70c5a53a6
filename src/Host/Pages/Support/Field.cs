namespace CrossSell.Host.Pages;

/// <summary>One labelled field of a form, with what was typed and what is wrong with it.</summary>
internal sealed record Field(string Form, string Name, string? Value, PortalPage Page, string Type = "text", bool Required = false)
{
    public string Id => $"{Form}-{Name.Replace('.', '-')}";

    public string? Fault => IsPosted ? Page.Trouble?.Of(Name) : null;

    public string? Shown => IsPosted ? Page.Request.Form[Name].ToString() : Value;

    private bool IsPosted => Page.Request.HasFormContentType && Page.Request.Query["handler"].ToString().Equals(Form, StringComparison.OrdinalIgnoreCase);
}
