using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Searches;

/// <summary>What a search was for. Holds nothing of what was typed.</summary>
/// <param name="Purpose">Why.</param>
/// <param name="LegalBasis">On what basis.</param>
/// <param name="CaseReference">For which case.</param>
/// <param name="Members">Members asked.</param>
/// <param name="KeyCounts">Keys of each class.</param>
internal sealed record SearchPurpose(
    Purpose Purpose, string LegalBasis, string CaseReference, IReadOnlyList<MemberId> Members, IReadOnlyDictionary<IdentifierClass, int> KeyCounts)
{
    /// <summary>Every collection that gets an outcome, the own country's too.</summary>
    public IReadOnlyList<PlannedCollection> Planned { get; init; } = [];

    public override string ToString() => nameof(SearchPurpose);
}
