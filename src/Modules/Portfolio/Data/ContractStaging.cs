using CrossSell.Kernel.Data;
using CrossSell.Portfolio.Domain;
using Npgsql;

namespace CrossSell.Portfolio.Data;

/// <summary>Writes many contracts, and the identifiers by which they are found.</summary>
internal sealed class ContractStaging(NpgsqlConnection connection) : RowStaging<Contract>(connection, ContractTable.Copied, IdentifierTable.Copied, "contract_id");
