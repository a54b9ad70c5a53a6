namespace CrossSell.Documents.Word;

/// <summary>One file of a package: as it is packed, and as it reads.</summary>
internal sealed record ZipEntry(string Name, ushort Method, uint Crc, ReadOnlyMemory<byte> Packed, byte[] Content);
