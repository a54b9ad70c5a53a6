using CrossSell.Documents.Messages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CrossSell.Host.Pages;

/// <summary>A page of the portal: it shows itself from <see cref="Load"/>, also after a form was refused.</summary>
internal abstract class PortalPage : PageModel
{
    /// <summary>Why the form just sent was refused.</summary>
    public Trouble? Trouble { get; set; }

    public bool IsPartial => Request.Headers.ContainsKey("HX-Request") && !Request.Headers.ContainsKey(InPlaceTagHelper.Header);

    public virtual Task Load(CancellationToken ct) => Task.CompletedTask;

    protected Form Posted => new(Request.Form);

    protected static IActionResult Streamed(FileStreamed file) => new StreamedResult(file);

    protected PartialViewResult Fragment(string name, object model)
    {
        var data = new ViewDataDictionary(MetadataProvider, ModelState) { Model = model };
        return new PartialViewResult { ViewName = name, ViewData = data };
    }
}

/// <summary>Writes a file while it is read.</summary>
internal sealed class StreamedResult(FileStreamed file) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context) =>
        TypedResults.Stream(stream => file.Write(stream, context.HttpContext.RequestAborted), file.ContentType, file.FileName).ExecuteAsync(context.HttpContext);
}
