using System.Security.Cryptography;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace CrossSell.Host.Security;

/// <summary>Lets somebody in who has shown who they are, and keeps who is between password and code.</summary>
internal sealed class Entrance(IDispatcher dispatcher, IDataProtectionProvider protection)
{
    private const string Cookie = "second";
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("host.second").ToTimeLimitedDataProtector();

    public async Task LetIn(HttpContext http, Guid user, string how)
    {
        var session = await dispatcher.Send(new StartSession(user, how, http.Request.Headers.UserAgent.ToString(), http.Connection.RemoteIpAddress?.ToString() ?? string.Empty), http.RequestAborted);
        http.Response.Cookies.Delete(Cookie);
        await http.SignInAsync(HouseSecurity.Session, HouseSecurity.Principal(session));
    }

    public void AskForCode(HttpContext http, SignInAnswer answer, string? returnUrl) => http.Response.Cookies.Append(
        Cookie, _protector.Protect(JsonText.Write(new Waiting(answer.UserId!.Value, answer.Stamp!, returnUrl)), Between),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = Between, IsEssential = true });

    /// <summary>Who gave a right password within the last five minutes.</summary>
    public Waiting? WhoWaits(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[Cookie] is { } sealedText ? JsonText.Read<Waiting>(_protector.Unprotect(sealedText)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal sealed record Waiting(Guid UserId, string Stamp, string? ReturnUrl);
}
