using FedHub.Cryptography.Match;

namespace FedHub.Node.Gateway;

/// <summary>Every collection has its outcome.</summary>
/// <param name="Final">Members that gave a final verdict on every collection they were asked about.</param>
/// <param name="NotFinal">The others, those that were not asked at all among them.</param>
/// <param name="Restricted">Members whose policy kept a part from being asked; that part is not a no-hit.</param>
/// <param name="Elapsed">From the signature on.</param>
/// <param name="QueryLogIndex">The query's log entry; null when it was not accepted.</param>
internal sealed record SearchFinished(
    IReadOnlyList<MemberId> Final, IReadOnlyList<MemberId> NotFinal, IReadOnlyList<MemberId> Restricted, TimeSpan Elapsed, ulong? QueryLogIndex) : SearchEvent;
