using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>The newest manifest of one slot and epoch, with the files it names.</summary>
/// <param name="Slot">Slot.</param>
/// <param name="Epoch">Epoch.</param>
/// <param name="Revision">Counted up from 1 within the epoch.</param>
/// <param name="Envelope">Signed by this node.</param>
/// <param name="Digest">SHA-256 of the envelope's payload.</param>
/// <param name="Files">Base first, then the deltas by number.</param>
/// <param name="ValidFrom">From when queries are answered under it.</param>
/// <param name="ValidUntil">Until when.</param>
/// <param name="PublishedAt">When the hub logged it; null while it waits for that.</param>
public sealed record OwnManifest(
    SlotId Slot,
    EpochNumber Epoch,
    uint Revision,
    Envelope Envelope,
    Digest Digest,
    IReadOnlyList<OwnFilterFile> Files,
    DateTimeOffset ValidFrom,
    DateTimeOffset ValidUntil,
    DateTimeOffset? PublishedAt);
