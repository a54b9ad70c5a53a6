using System.Xml.Linq;
using CrossSell.Kernel.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace CrossSell.Access.Features;

/// <summary>Keeps the keys of data protection in the database, so that every host of a cluster reads everybody's cookies.</summary>
internal sealed class DataKeys(NpgsqlDataSource source) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = source.OpenConnection();
        using var command = new NpgsqlCommand("select xml from access.data_key", connection);
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(0)));
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = source.OpenConnection();
        using var command = new NpgsqlCommand("insert into access.data_key(name, xml) values ($1, $2) on conflict (name) do nothing", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = friendlyName });
        command.Parameters.Add(new NpgsqlParameter { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
