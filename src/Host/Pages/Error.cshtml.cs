using CrossSell.Host.Security;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

[OpenToAll("says what went wrong")]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PortalPage
{
    public int Code { get; private set; }

    public string Title => $"errorPage.{Kind}.title";

    public string Lead => $"errorPage.{Kind}.lead";

    private int Kind => Code is 400 or 403 or 404 ? Code : 500;

    /// <summary>The code of the address; the form that failed may have a field of the same name.</summary>
    public void OnGet([FromRoute] int code) => Show(code);

    public void OnPost([FromRoute] int code) => Show(code);

    private void Show(int code)
    {
        Code = code is >= 400 and < 600 ? code : 500;
        Response.StatusCode = Code;
    }
}
