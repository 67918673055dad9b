using FedHub.Cryptography.Match;

namespace FedHub.Node.Gateway;

/// <summary>What the own country's records say; shown apart from what other countries say.</summary>
/// <param name="Member">The own country.</param>
/// <param name="Results">One for each own collection.</param>
internal sealed record OwnRecordsSearched(MemberId Member, IReadOnlyList<CollectionResult> Results) : SearchEvent;
