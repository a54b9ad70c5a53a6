using CrossSell.Catalog.Domain;
using CrossSell.Testing;

namespace CrossSell.Unit.Catalog;

public sealed class Every_product_line
{
    [Fact]
    public void Inherits_the_contract_suite() => PluginFolders.All.Select(folder => Path.GetFileName(folder)!)
        .ShouldBe(typeof(Every_product_line).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LineContract))).Select(t => t.Name), ignoreOrder: true);

    [Fact]
    public void Names_only_products_that_exist()
    {
        var findings = CatalogCheck.Run([.. PluginFolders.All.Select(LineReader.Read)]);
        findings.Faults.ShouldBeEmpty();
        findings.Warnings.ShouldBeEmpty();
    }

    public sealed class Insurance : LineContract
    {
        protected override string Folder => PluginFolders.Of(nameof(Insurance));
    }

    public sealed class Lending : LineContract
    {
        protected override string Folder => PluginFolders.Of(nameof(Lending));
    }

    public sealed class MotorParts : LineContract
    {
        protected override string Folder => PluginFolders.Of(nameof(MotorParts));
    }

    public sealed class Operations : LineContract
    {
        protected override string Folder => PluginFolders.Of(nameof(Operations));
    }
}
