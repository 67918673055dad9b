using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>How far the log is published and witnessed.</summary>
/// <param name="Origin">The log's name in checkpoints.</param>
/// <param name="Published">The tree of the last signed checkpoint.</param>
/// <param name="WitnessedSize">The largest tree that a quorum has cosigned; 0 for none.</param>
/// <param name="AsksForQuorum">Whether the directory has enough members for one.</param>
/// <param name="MaySign">False after a start, until a quorum has announced.</param>
/// <param name="MissingWitnesses">Who has not.</param>
/// <param name="BehindSince">Since when a quorum is missing; null when none is.</param>
/// <param name="IsAlarm">Whether it has been missing for so long that somebody has to look.</param>
/// <param name="WaitingDirectoryVersion">A directory that waits for a quorum; 0 for none.</param>
internal sealed record LogHealth(
    string Origin,
    TreeHead Published,
    long WitnessedSize,
    bool AsksForQuorum,
    bool MaySign,
    IReadOnlyList<string> MissingWitnesses,
    DateTimeOffset? BehindSince,
    bool IsAlarm,
    ulong WaitingDirectoryVersion);
