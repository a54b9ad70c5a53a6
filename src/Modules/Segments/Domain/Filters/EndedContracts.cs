namespace CrossSell.Segments.Domain.Filters;

/// <summary>How far around the expiry of a contract held here one looks for what became of it; as <c>portfolio.pub_ended</c> does.</summary>
internal static class EndedContracts
{
    /// <summary>The reason where none is known.</summary>
    public const string Unknown = "unknown";

    /// <summary>The product began again at the earliest so many days before the expiry, and at the latest <see cref="After"/> days after it.</summary>
    public const int Before = 60;

    public const int After = 90;

    /// <summary>A refusal of the same product counts from so many days before the expiry on.</summary>
    public const int RefusedBefore = 180;
}
