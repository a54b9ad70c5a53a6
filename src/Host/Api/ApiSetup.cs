using CrossSell.Host.Security;
using CrossSell.Host.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CrossSell.Host.Api;

/// <summary>The REST API under <c>/api/v1</c>.</summary>
internal static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<JsonOptions>, ApiJson>();
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddSingleton<ErrorTexts>();
        services.AddScoped<Imports.ImportRowsFile>();
        services.AddSingleton<Problems>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Denials>();
        Description.Add(services);
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        app.UseWhen(HouseSecurity.IsApi, branch => branch.UseMiddleware<ProblemMiddleware>());
        var api = app.MapGroup("/api/v1").AddEndpointFilter(Versions.NotModified);
        ClientsApi.Map(api);
        NotesApi.Map(api);
        SearchApi.Map(api);
        DuplicatesApi.Map(api);
        ViewsApi.Map(api);
        SegmentsApi.Map(api);
        InsightsApi.Map(api);
        ContractsApi.Map(api);
        CatalogApi.Map(api);
        ScansApi.Map(api);
        OffersApi.Map(api);
        LinesApi.Map(api);
        RulesApi.Map(api);
        SuggestionsApi.Map(api);
        TermsApi.Map(api);
        FollowUpsApi.Map(api);
        WorklistApi.Map(api);
        CallsApi.Map(api);
        ContactPolicyApi.Map(api);
        RetentionApi.Map(api);
        PlanningApi.Map(api);
        ProcessesApi.Map(api);
        DocumentsApi.Map(api);
        TemplatesApi.Map(api);
        MailsApi.Map(api);
        ImportsApi.Map(api);
        UsersApi.Map(api);
        AccountApi.Map(api);
        HandoversApi.Map(api);
        AuditApi.Map(api);
        CalendarFeed.Map(app);
        Description.Map(app);
    }
}
