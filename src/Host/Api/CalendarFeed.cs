using System.Security.Cryptography;
using System.Text;
using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Worklist.Messages;
using Microsoft.Net.Http.Headers;

namespace CrossSell.Host.Api;

/// <summary>A person's calls and deadlines for the calendar they use anyway. Calendars can't sign in: the address itself is the secret.</summary>
internal static class CalendarFeed
{
    public static void Map(WebApplication app) => app.MapGet("/calendar/{token}.ics", Get).OpenToAll("the address is the secret").ExcludeFromDescription();

    public static string Address(HttpRequest request, string token) => $"{request.Scheme}://{request.Host}/calendar/{token}.ics";

    private static async Task<IResult> Get(string token, HttpContext http, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        if (await dispatcher.Ask(new ResolveCalendar(token), ct) is not { } owner)
        {
            return Results.NotFound();
        }

        call.Actor = owner;
        var file = Encoding.UTF8.GetBytes(await dispatcher.Ask(new GetCalendar($"{http.Request.Scheme}://{http.Request.Host}"), ct));
        return Results.File(file, "text/calendar; charset=utf-8", "crosssell.ics", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file)[..16])}\""));
    }
}
