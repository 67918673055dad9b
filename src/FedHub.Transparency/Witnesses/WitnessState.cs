using System.Collections.Immutable;

namespace FedHub.Transparency;

/// <summary>
/// What a witness has verified of one log: the last 1,024 checkpoints, all of one history, and the evidence if there ever were two. A value:
/// a decision does not change it.
/// </summary>
/// <remarks>
/// Deliveries come in parallel and from several replicas, so an older checkpoint than the latest is usual; within the window it needs no proof.
/// </remarks>
public sealed class WitnessState
{
    /// <summary>How many checkpoints are kept.</summary>
    public const int WindowSize = 1024;

    private readonly ImmutableSortedDictionary<long, SignedCheckpoint> _verified;

    private WitnessState(ImmutableSortedDictionary<long, SignedCheckpoint> verified, SignedCheckpoint? latest, ForkEvidence? fork)
    {
        _verified = verified;
        Latest = latest;
        Fork = fork;
    }

    /// <summary>Nothing verified yet.</summary>
    public static WitnessState Empty { get; } = new(ImmutableSortedDictionary<long, SignedCheckpoint>.Empty, null, null);

    /// <summary>Why nothing is accepted any more; null as long as there is one history.</summary>
    public ForkEvidence? Fork { get; }

    /// <summary>The largest verified checkpoint; null when there is none.</summary>
    public SignedCheckpoint? Latest { get; }

    /// <summary>The checkpoints kept, the smallest first.</summary>
    public IEnumerable<SignedCheckpoint> Verified => _verified.Values;

    /// <summary>A state as a store kept it.</summary>
    public static WitnessState Restore(IEnumerable<SignedCheckpoint> verified, ForkEvidence? fork) =>
        verified.Aggregate(Empty, (state, checkpoint) => state.With(checkpoint)).With(fork);

    /// <summary>The verified tree of this size; null when it is not in the window.</summary>
    public TreeHead? Find(long size) => _verified.TryGetValue(size, out var known) ? known.Head : null;

    /// <summary>Decides about a checkpoint whose signature was verified.</summary>
    /// <param name="candidate">The checkpoint.</param>
    /// <param name="proof">Between it and the latest, as sent with it; null for none.</param>
    public WitnessDecision Consider(SignedCheckpoint candidate, ConsistencyProof? proof)
    {
        if (Fork is { } fork)
        {
            return WitnessDecision.Forked(fork);
        }

        if (candidate.Head.Size == 0 && candidate.Head != TreeHead.Empty)
        {
            return WitnessDecision.Of(WitnessOutcome.NotATree);
        }

        if (_verified.TryGetValue(candidate.Head.Size, out var known))
        {
            return known.Head.Root == candidate.Head.Root
                ? WitnessDecision.Of(WitnessOutcome.Known)
                : WitnessDecision.Forked(new ForkEvidence(known, candidate, candidate.Head.Root, []));
        }

        if (Latest is not { } latest)
        {
            return WitnessDecision.Of(WitnessOutcome.First);
        }

        return candidate.Head.Size > latest.Head.Size
            ? Compare(latest, candidate, proof, WitnessOutcome.Extends)
            : Compare(candidate, latest, proof, WitnessOutcome.Precedes);
    }

    /// <summary>The state with an accepted checkpoint more; the smallest beyond the window is let go.</summary>
    public WitnessState With(SignedCheckpoint accepted)
    {
        var verified = _verified.SetItem(accepted.Head.Size, accepted);
        var latest = Latest?.Head.Size > accepted.Head.Size ? Latest : accepted;
        return new WitnessState(verified.Count > WindowSize ? verified.Remove(verified.Keys.First()) : verified, latest, Fork);
    }

    /// <summary>The state that accepts nothing any more.</summary>
    public WitnessState With(ForkEvidence? fork) => new(_verified, Latest, fork ?? Fork);

    private static WitnessDecision Compare(SignedCheckpoint older, SignedCheckpoint newer, ConsistencyProof? proof, WitnessOutcome whenProven)
    {
        // Every tree begins with the empty one: there is nothing to prove, and C2SP wants no hashes.
        var path = older.Head.Size == 0 ? [] : proof?.Path ?? [];
        if (older.Head.Size != 0 && proof?.FromSize != older.Head.Size)
        {
            return WitnessDecision.Need(older.Head.Size, newer.Head.Size);
        }

        if (MerkleProof.VerifyConsistency(older.Head, newer.Head, path.AsSpan()))
        {
            return WitnessDecision.Of(whenProven);
        }

        // A proof that leads to the newer root and to another older one shows what the newer tree really begins with.
        return MerkleProof.TryDerivePrefix(older.Head.Size, newer.Head, path.AsSpan(), out var prefix) && prefix != older.Head.Root
            ? WitnessDecision.Forked(new ForkEvidence(older, newer, prefix, path))
            : WitnessDecision.Of(WitnessOutcome.ProofInvalid);
    }
}
