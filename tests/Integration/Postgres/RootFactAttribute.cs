namespace CrossSell.Integration.Postgres;

/// <summary>Says how root's server runs; a plain user's tests run as a plain user anyway.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = "needs root";
        }
    }
}
