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

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        Code = code is >= 400 and < 600 ? code : 500;
        Response.StatusCode = Code;
    }
}
