using FedHub.Cryptography.Match;

namespace FedHub.Node.Gateway;

/// <summary>What the officer is to sign, or what must be mended first.</summary>
/// <param name="Search">Null when nothing is prepared; the warnings say why. Owned by <see cref="PreparedSearches"/>.</param>
/// <param name="CaseKey">HMAC key of this query's case commitment; empty when nothing is prepared.</param>
/// <param name="Warnings">What the officer should know.</param>
/// <param name="KeyCounts">Keys of each class.</param>
internal sealed record Preparation(
    PreparedSearch? Search, ReadOnlyMemory<byte> CaseKey, IReadOnlyList<SearchWarning> Warnings, IReadOnlyDictionary<IdentifierClass, int> KeyCounts);
