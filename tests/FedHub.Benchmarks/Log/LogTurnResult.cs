using System.Collections.Immutable;
using FedHub.Transparency;

namespace FedHub.Benchmarks;

/// <summary>What one turn of the log did, so that the bare store can do as much.</summary>
/// <param name="Entries">Entries published.</param>
/// <param name="Elapsed">In what time.</param>
/// <param name="Milliseconds">From submit to published, each entry.</param>
/// <param name="Commits">Commits that it took, with those that a step of the tree shared with appends.</param>
/// <param name="Checkpoints">The checkpoints in their order.</param>
internal sealed record LogTurnResult(
    int Entries, TimeSpan Elapsed, IReadOnlyList<double> Milliseconds, int Commits, ImmutableArray<SignedCheckpoint> Checkpoints);
