using CrossSell.Host.Composition;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CrossSell.Host.Pages;

/// <summary>The one place where the house's exceptions become something a person can read.</summary>
internal sealed class TroubleFilter(TroubleWords words, ProductNames products, Shell shell, MergedAway merged) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (shell.IsSignedIn)
        {
            await products.Load(context.HttpContext.RequestAborted);
        }

        var done = await next();
        if (done.Exception is HouseException failure && !done.ExceptionHandled && await Answer(failure, context) is { } answer)
        {
            done.ExceptionHandled = true;
            done.Result = answer;
        }
    }

    private async Task<IActionResult?> Answer(HouseException failure, PageHandlerExecutingContext context) => failure switch
    {
        NotFoundException missing => await merged.Address(context.HttpContext, missing) is { } address
            ? new RedirectResult(address, permanent: false, preserveMethod: true)
            : new StatusCodeResult(StatusCodes.Status404NotFound),
        NotAllowedException => new StatusCodeResult(StatusCodes.Status403Forbidden),
        _ when context.HandlerInstance is not PortalPage => null,
        _ => await InPlace(failure, (PortalPage)context.HandlerInstance, context.HttpContext),
    };

    private async Task<IActionResult?> InPlace(HouseException failure, PortalPage page, HttpContext http)
    {
        var trouble = words.Of(failure);
        var status = failure is ConflictException or StaleException ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        if (page.IsPartial)
        {
            return new PartialViewResult { ViewName = "_Trouble", StatusCode = status, ViewData = new ViewDataDictionary<Trouble>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = trouble } };
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            return new StatusCodeResult(StatusCodes.Status404NotFound);
        }

        page.Trouble = trouble;
        try
        {
            await page.Load(http.RequestAborted);
        }
        catch (HouseException elsewhere)
        {
            // The page the form stands on can't be shown to this person either.
            return new StatusCodeResult(elsewhere switch
            {
                NotFoundException => StatusCodes.Status404NotFound,
                NotAllowedException => StatusCodes.Status403Forbidden,
                _ => status,
            });
        }

        var again = page.Page();
        again.StatusCode = status;
        return again;
    }
}
