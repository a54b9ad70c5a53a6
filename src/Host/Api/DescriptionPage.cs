using CrossSell.Host.Security;
using Scalar.AspNetCore;

namespace CrossSell.Host.Api;

/// <summary>The page that shows the API to people. Everything it loads is served here, and no script stands in the page itself, so that it lives under the site's content security policy.</summary>
internal static class DescriptionPage
{
    private const string Assets = "/api/assets";

    private const string Page =
        """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>CrossSell API</title>
          <link rel="icon" href="/api/assets/favicon.svg">
        </head>
        <body>
          <div id="app"></div>
          <noscript>The description for machines is at <a href="/openapi/v1.json">/openapi/v1.json</a>.</noscript>
          <script src="/api/assets/scalar.js"></script>
          <script src="/api/start.js"></script>
        </body>
        </html>
        """;

    private const string Start =
        """
        Scalar.createApiReference('#app', {
          url: '/openapi/v1.json',
          authentication: { preferredSecurityScheme: 'bearer' },
          withDefaultFonts: false,
          telemetry: false,
          proxyUrl: '',
          hideClientButton: true,
          showDeveloperTools: 'never',
          agent: { disabled: true },
          mcp: { disabled: true },
        })
        """;

    public static void Map(WebApplication app, string why)
    {
        app.MapGet("/api", () => TypedResults.Content(Page, "text/html; charset=utf-8")).ExcludeFromDescription().OpenToAll(why);
        app.MapGet("/api/start.js", () => TypedResults.Content(Start, "text/javascript; charset=utf-8")).ExcludeFromDescription().OpenToAll(why);
        app.MapScalarApiReference(Assets, options => options.DisableDefaultFonts()).OpenToAll(why);
    }
}
