using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>The newest manifest of one own slot that the hub has logged, by this node's own signature.</summary>
/// <param name="Slot">Slot.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Digest">SHA-256 of its payload.</param>
internal sealed record KnownEpoch(SlotId Slot, EpochNumber Epoch, uint Revision, Digest Digest)
{
    /// <summary>Whether this node's database is behind: it never gave that number, or never made that revision.</summary>
    /// <param name="last">The highest number that the database knows.</param>
    /// <param name="row">The epoch of that number; null when it is not there or has ended.</param>
    internal bool IsAheadOf(uint last, EpochRow? row) =>
        Epoch.Value > last
        || (row is not null && (row.Revision < Revision || (row.Revision == Revision && Digest.Of(row.Manifest!.Payload.Span) != Digest)));
}
