using System.Collections.Frozen;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>Permits some to ask for some purposes. A null set means all.</summary>
internal sealed record AdmissionRule(
    FrozenSet<MemberId>? Members,
    FrozenSet<string>? Agencies,
    FrozenSet<Purpose> Purposes,
    FrozenSet<IdentifierClass>? Classes,
    PolicyPlace Place)
{
    /// <summary>Whether bulk screenings are admitted too.</summary>
    internal bool IsBulk { get; init; }

    internal bool Covers(MemberId member, IdentifierClass identifierClass) =>
        (Members?.Contains(member) ?? true) && (Classes?.Contains(identifierClass) ?? true);

    internal bool Admits(MemberId member, string agency, Purpose purpose, IdentifierClass identifierClass, bool isBulk) =>
        (IsBulk || !isBulk) && Covers(member, identifierClass) && Purposes.Contains(purpose) && (Agencies?.Contains(agency) ?? true);
}
