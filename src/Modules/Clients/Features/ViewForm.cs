using CrossSell.Clients.Data;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Clients.Features;

/// <summary>Checks what somebody wants to keep as a view.</summary>
internal static class ViewForm
{
    private const int LongestName = 60;

    public static void Demand(ViewData data)
    {
        var faults = new Faults();
        if (string.IsNullOrWhiteSpace(data.Name))
        {
            faults.Add("name", "required", "Required.");
        }
        else if (data.Name.Trim().Length > LongestName)
        {
            faults.Add("name", "tooLong", $"At most {LongestName} characters.", ("most", LongestName));
        }

        faults.Throw();
        Demand(data.Columns ?? ClientLists.UsualColumns);
        ClientList.Demand(data.Filter ?? new ClientFilter(), data.Sort);
    }

    public static void Demand(IReadOnlyList<string> columns)
    {
        if (columns.Except(ClientLists.Columns).Any())
        {
            var words = string.Join(", ", ClientLists.Columns);
            throw new InvalidInputException([new FieldFault("columns", "notOneOf", $"Must be one of: {words}.", ("words", words))]);
        }
    }
}
