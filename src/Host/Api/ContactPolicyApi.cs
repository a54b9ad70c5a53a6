using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class ContactPolicyApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var policy = api.MapGroup("/contact-policy").WithTags("Contact policy");
        policy.MapGet("/", Get).Permit(Permission.SeeCatalog).WithSummary("How often and when clients may be approached");
        policy.MapPut("/", Set).Permit(Permission.ManageCatalog).WithSummary("Changes the contact policy");
    }

    private static async Task<Ok<ContactPolicy>> Get(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var policy = await dispatcher.Ask(new GetContactPolicy(), ct);
        return http.Tagged(policy, policy.Version);
    }

    private static async Task<Ok<ContactPolicy>> Set(NewContactPolicy body, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var policy = await dispatcher.Send(
            new SetContactPolicy(
                Body.Required(body.ApproachesPerWeek, "approachesPerWeek"), Body.Required(body.QuietFrom, "quietFrom"), Body.Required(body.QuietUntil, "quietUntil"),
                Body.Required(body.QuietOnRestDays, "quietOnRestDays"), http.IfVersion()),
            ct);
        return http.Tagged(policy, policy.Version);
    }
}

/// <param name="ApproachesPerWeek">1-7: on how many days of any seven a client may be approached.</param>
/// <param name="QuietFrom">As <c>20:00</c>; from then until <c>quietUntil</c> next morning nobody is called.</param>
/// <param name="QuietOnRestDays">Whether weekends and public holidays are quiet all day.</param>
internal sealed record NewContactPolicy(int? ApproachesPerWeek, TimeOnly? QuietFrom, TimeOnly? QuietUntil, bool? QuietOnRestDays);
