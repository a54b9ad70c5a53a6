using System.Threading.RateLimiting;

namespace CrossSell.Host.Security;

/// <summary>Slows down whoever tries many accounts or answer links from one place; who guesses at one account meets its lockout first.</summary>
internal static class Guessing
{
    private const int PerMinute = 60;
    private const string Answers = "/answer";
    private static readonly PathString[] Doors = ["/SignIn", "/ForgotPassword", "/SetPassword", Answers];

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var most = configuration.GetValue("SignIn:PerMinute", PerMinute);
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Array.Find(Doors, d => http.Request.Path.StartsWithSegments(d)) is { HasValue: true } door && (HttpMethods.IsPost(http.Request.Method) || door == Answers)
                ? RateLimitPartition.GetFixedWindowLimiter($"{http.Connection.RemoteIpAddress} {door}", _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(string.Empty));
        });
    }
}
