using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CrossSell.Host.Pages;

/// <summary>A page of the portal: it shows itself from <see cref="Load"/>, also after a form was refused.</summary>
internal abstract class PortalPage : PageModel
{
    /// <summary>Why the form just sent was refused.</summary>
    public Trouble? Trouble { get; set; }

    public bool IsPartial => Request.Headers.ContainsKey("HX-Request");

    public virtual Task Load(CancellationToken ct) => Task.CompletedTask;

    protected Form Posted => new(Request.Form);

    protected PartialViewResult Fragment(string name, object model)
    {
        var data = new ViewDataDictionary(MetadataProvider, ModelState) { Model = model };
        return new PartialViewResult { ViewName = name, ViewData = data };
    }
}
