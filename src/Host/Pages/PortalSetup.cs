using CrossSell.Host.Composition;
using CrossSell.Host.Export;
using CrossSell.Host.Security;
using Microsoft.AspNetCore.Diagnostics;

namespace CrossSell.Host.Pages;

/// <summary>The portal: server-rendered pages that only send messages.</summary>
internal static class PortalSetup
{
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddRazorPages().AddMvcOptions(o => o.Filters.AddService<TroubleFilter>());
        services.AddScoped<Texts>().AddScoped<Dates>().AddScoped<ProductNames>().AddScoped<Shell>();
        services.AddScoped<OutcomeReader>().AddScoped<TroubleWords>().AddScoped<TroubleFilter>().AddScoped<SubjectNames>().AddScoped<FieldWords>().AddScoped<EntryFacts>().AddScoped<Sentences>().AddScoped<FollowUpWords>().AddScoped<ProcessWords>().AddScoped<RuleWords>().AddScoped<HistorySentences>().AddScoped<ClientExport>().AddScoped<MergedAway>().AddScoped<PeopleNames>().AddScoped<ClientCells>().AddScoped<ClientListExport>().AddScoped<CaseFile>().AddScoped<CaseParts>().AddScoped<CasePaper>().AddScoped<TableExport>().AddScoped<FigureWords>();
        return services;
    }

    public static void MapPortal(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/Error/{0}");
        app.Use(LeaveTheApiAlone);
        app.UseWhen(http => !HouseSecurity.IsApi(http), portal => portal.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failed }));
        app.MapRazorPages();
    }

    private static Task LeaveTheApiAlone(HttpContext http, RequestDelegate next)
    {
        if (HouseSecurity.IsApi(http))
        {
            http.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
        }

        return next(http);
    }

    private static Task Failed(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }
}
