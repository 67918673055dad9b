using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>A search as an officer orders it.</summary>
/// <param name="Criteria">What is known.</param>
/// <param name="Purpose">Why.</param>
/// <param name="LegalBasis">On what basis; checked to be there.</param>
/// <param name="CaseReference">For which case; checked to be there.</param>
/// <param name="To">Members to ask; empty means all.</param>
/// <param name="AsTyped">Whether failed check digits were seen and are to be searched as typed.</param>
internal sealed record SearchOrder(
    Criteria Criteria, Purpose Purpose, string LegalBasis, string CaseReference, IReadOnlyList<MemberId> To, bool AsTyped)
{
    /// <summary>How long the hub holds the query for members that are away; null for an interactive query.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>The bulk screening that it belongs to; null for every other search.</summary>
    public ScreeningId? Screening { get; init; }

    public override string ToString() => nameof(SearchOrder);
}
