using System.Collections.Frozen;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>Bounds what some may ask of one collection a day. A null set means all.</summary>
internal sealed record BudgetRule(
    FrozenSet<MemberId>? Members,
    FrozenSet<IdentifierClass>? Classes,
    BudgetScope Scope,
    long PerDay,
    PolicyPlace Place)
{
    internal bool Covers(MemberId origin, BudgetScope scope, IdentifierClass identifierClass) =>
        Scope == scope && (Members?.Contains(origin) ?? true) && (Classes?.Contains(identifierClass) ?? true);
}
