using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Code;

/// <summary>What an assembly says of itself, read without running anything of it.</summary>
internal static class AssemblyFacts
{
    private const string House = "CrossSell.";
    private static readonly string Sdk = typeof(SdkContract).Assembly.GetName().Name!;

    /// <summary>Why the file can't be a line's assembly for this host; nothing when it can.</summary>
    public static (string Message, string? Hint)? WhyNot(byte[] file)
    {
        try
        {
            using var image = new PEReader(new MemoryStream(file));
            if (!image.HasMetadata)
            {
                return ("is not a .NET assembly", "build it with dotnet build");
            }

            var metadata = image.GetMetadataReader();
            var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(r => (Name: metadata.GetString(r.Name), r.Version)).ToList();
            var sdk = references.Find(r => r.Name == Sdk);
            if (sdk.Version is null)
            {
                return ($"does not refer to {Sdk}", "a line's assembly is built against the Sdk");
            }

            if (sdk.Version.Major != SdkContract.Version)
            {
                return ($"is built against version {sdk.Version.Major} of the Sdk, not the host's", $"{SdkContract.Version}");
            }

            var foreign = references.Where(r => r.Name.StartsWith(House, StringComparison.Ordinal) && r.Name != Sdk && !r.Name.StartsWith("CrossSell.Plugins.", StringComparison.Ordinal)).Select(r => r.Name).ToList();
            return foreign.Count == 0 ? null : ($"refers to {string.Join(", ", foreign)}", $"a line sees {Sdk} and its own libraries");
        }
        catch (BadImageFormatException)
        {
            return ("is not a .NET assembly", "build it with dotnet build");
        }
    }
}
