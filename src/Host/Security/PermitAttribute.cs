using CrossSell.Kernel.Access;
using Microsoft.AspNetCore.Authorization;

namespace CrossSell.Host.Security;

/// <summary>The permission a page or endpoint asks for.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class PermitAttribute(Permission permission) : AuthorizeAttribute(permission.ToString())
{
    public Permission Permission { get; } = permission;
}

/// <summary>Says that a page or endpoint is open to everybody, and why.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OpenToAllAttribute(string why) : Attribute, IAllowAnonymous
{
    public string Why { get; } = why;
}

internal static class PermitExtensions
{
    public static TBuilder Permit<TBuilder>(this TBuilder builder, Permission permission)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new PermitAttribute(permission));

    public static TBuilder OpenToAll<TBuilder>(this TBuilder builder, string why)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new OpenToAllAttribute(why));
}
