using CrossSell.Documents.Data;
using CrossSell.Documents.Features;
using CrossSell.Kernel.Modules;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Privacy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Documents;

/// <summary>Word templates and their versions, and the documents filled from them.</summary>
public sealed class DocumentsModule : IModule
{
    public string Name => "Documents";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<DocumentsDb>();
        services.AddSingleton<IPersonalData, DocumentsPersonalData>();
        services.AddSingleton<CompiledTemplates>();
        services.AddScoped<WholeTemplates>();
        services.AddScoped<PublishedFields>();
        services.AddScoped<DocumentModel>();
        services.AddScoped<TemplateShelf>();
        services.AddSingleton<PdfConverter>();
        services.AddScoped<VisibleDocuments>();
        services.AddScoped<VisibleBatches>();
        services.AddScoped<DocumentSteps>();
        services.AddScoped<DocumentMaker>();
        services.AddScoped<IOutboxHandler, GenerateDocument>();
        services.AddScoped<IOutboxHandler, MakeBatch>();
    }
}
