using CrossSell.Access;
using CrossSell.Catalog;
using CrossSell.Clients;
using CrossSell.Documents;
using CrossSell.Insights;
using CrossSell.Kernel.Modules;
using CrossSell.Mail;
using CrossSell.Offers;
using CrossSell.Portfolio;
using CrossSell.Processes;
using CrossSell.Segments;
using CrossSell.Worklist;

namespace CrossSell.Host.Composition;

/// <summary>The modules of the house, in the order in which their published views build on each other.</summary>
internal static class HouseModules
{
    public static IModule[] All =>
    [
        new AccessModule(),
        new ClientsModule(),
        new CatalogModule(),
        new PortfolioModule(),
        new WorklistModule(),
        new DocumentsModule(),
        new MailModule(),
        new ProcessesModule(),
        new OffersModule(),
        new SegmentsModule(),
        new InsightsModule(),
    ];
}
