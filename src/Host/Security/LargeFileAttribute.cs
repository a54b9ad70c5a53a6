using Microsoft.AspNetCore.Http.Metadata;

namespace CrossSell.Host.Security;

/// <summary>A page or endpoint that takes files larger than the rest of the house does; routing raises the limit before anybody reads the body.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LargeFileAttribute : Attribute, IRequestSizeLimitMetadata
{
    /// <summary>In bytes; the form around a file has some too.</summary>
    public const int Most = Kernel.Import.ImportFile.Largest + 1024 * 1024;

    public long? MaxRequestBodySize => Most;
}
