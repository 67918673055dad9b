using System.Collections.Frozen;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>Decides for some askers, purposes and categories. A null set means all.</summary>
internal sealed record DisclosureRule(
    FrozenSet<MemberId>? Members,
    FrozenSet<Purpose>? Purposes,
    FrozenSet<RecordCategory>? Categories,
    DisclosureDecision Decision,
    PolicyPlace Place)
{
    internal bool Covers(MemberId origin, Purpose purpose, RecordCategory category) =>
        (Members?.Contains(origin) ?? true) && (Purposes?.Contains(purpose) ?? true) && (Categories?.Contains(category) ?? true);
}
