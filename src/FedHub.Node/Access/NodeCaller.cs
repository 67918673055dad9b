using FedHub.Node.Officers;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Node.Access;

/// <summary>Who makes a call: the operator of the machine over the socket, or whoever holds a TLS key, an officer or not.</summary>
internal sealed class NodeCaller
{
    /// <summary>Under what the operator's doings are stated; no pseudonym is like it.</summary>
    public const string OperatorName = "operator";

    private static readonly object _stateKey = new();

    private NodeCaller(bool isOperator, Officer? officer)
    {
        IsOperator = isOperator;
        Officer = officer;
    }

    /// <summary>Whoever may open the administration socket.</summary>
    public static NodeCaller Operator { get; } = new(isOperator: true, officer: null);

    /// <summary>A key that nobody enrolled.</summary>
    public static NodeCaller Stranger { get; } = new(isOperator: false, officer: null);

    public bool IsOperator { get; }

    /// <summary>The officer of the key; null for operator and stranger.</summary>
    public Officer? Officer { get; }

    /// <summary>Pseudonym, or <c>operator</c>: what a statement or a decision names. Two different names are two different people.</summary>
    public string Name => IsOperator ? OperatorName : Officer?.OfficerId ?? "stranger";

    /// <summary>An officer, in whatever state.</summary>
    public static NodeCaller From(Officer officer) => new(isOperator: false, officer);

    /// <summary>The caller that the interceptor found; a stranger where none ran.</summary>
    public static NodeCaller Of(ServerCallContext context) =>
        context.UserState.TryGetValue(_stateKey, out var caller) ? (NodeCaller)caller : Stranger;

    /// <summary>Leaves the caller for the handler.</summary>
    public void Attach(ServerCallContext context) => context.UserState[_stateKey] = this;

    /// <summary>Whether the caller is an approved officer with this role.</summary>
    public bool HoldsRole(OfficerRole role) => Officer is { State: OfficerState.Approved } officer && officer.Roles.Contains(role);

    /// <summary>Requires one of the roles where the table of access alone does not decide; the operator passes.</summary>
    /// <exception cref="FedHubException">Not an approved officer with one of them.</exception>
    public void Require(params ReadOnlySpan<OfficerRole> roles)
    {
        if (IsOperator)
        {
            return;
        }

        foreach (var role in roles)
        {
            if (HoldsRole(role))
            {
                return;
            }
        }

        throw new FedHubException(ErrorCode.RoleMissing, "Your roles do not permit this; an administrator of your node can give others.");
    }

    /// <summary>Whether this caller and an officer are one person: the same enrolment, or two under one service number.</summary>
    public bool IsSamePersonAs(Officer other) => Officer is { } officer
        && (string.Equals(officer.OfficerId, other.OfficerId, StringComparison.Ordinal)
            || (string.Equals(officer.Agency, other.Agency, StringComparison.OrdinalIgnoreCase)
                && string.Equals(officer.ServiceNumber.Trim(), other.ServiceNumber.Trim(), StringComparison.OrdinalIgnoreCase)));

    /// <summary>The name only.</summary>
    public override string ToString() => $"NodeCaller({Name})";
}
