using System.Collections.Frozen;
using FedHub.Protocol;

namespace FedHub.Node.Access;

/// <summary>Who may make one call.</summary>
/// <param name="Operator">Whoever may open the administration socket, which is the node's operating-system user.</param>
/// <param name="AnyKey">Whoever connects with any TLS key, enrolled or not.</param>
/// <param name="Roles">Approved officers with one of these roles, with their own TLS key.</param>
internal sealed record AccessRule(bool Operator, bool AnyKey, FrozenSet<OfficerRole> Roles)
{
    /// <summary>Tells nothing and changes nothing: open on both doors.</summary>
    public static AccessRule Everybody { get; } = new(Operator: true, AnyKey: true, []);

    /// <summary>For keys that are not enrolled yet.</summary>
    public static AccessRule Keys { get; } = new(Operator: false, AnyKey: true, []);

    /// <summary>Officers only: what is done in an officer's own name, which the operator of the machine does not have.</summary>
    public static AccessRule Officers(params ReadOnlySpan<OfficerRole> roles) => new(Operator: false, AnyKey: false, [.. roles]);

    /// <summary>The operator of the machine, and officers with one of these roles.</summary>
    public static AccessRule OperatorAnd(params ReadOnlySpan<OfficerRole> roles) => new(Operator: true, AnyKey: false, [.. roles]);
}
