using CrossSell.Kernel.Data;

namespace CrossSell.Kernel.Import;

/// <summary>Says a fault of the API's field (<c>address.postalCode</c>) with the name of the file's column (<c>postal_code</c>).</summary>
public static class ColumnName
{
    public static string Of(string field) => SnakeCase.Of(field[(field.LastIndexOf('.') + 1)..]);
}
