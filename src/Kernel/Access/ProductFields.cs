using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Access;

/// <summary>What every module may ask about the fields that products give their contracts; Catalog answers.</summary>
public interface IProductFields
{
    /// <summary>The values in the form they are kept in; wrong ones are faults of <c>fields.NAME</c>. Those the product does not know are left as they are.</summary>
    /// <param name="product"><c>line/code</c>.</param>
    /// <param name="held">They are of contracts that are there already, as a file tells: of the right type, but not measured by what the line's code asks of a contract to be made.</param>
    Task<IReadOnlyDictionary<string, string>> Read(string product, IReadOnlyDictionary<string, string> values, Faults faults, bool held, CancellationToken ct);
}
