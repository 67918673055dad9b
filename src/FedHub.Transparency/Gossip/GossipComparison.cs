namespace FedHub.Transparency;

/// <summary>
/// Compares what another member says that it has seen of the log with what was verified here, so that a log cannot keep two members in two
/// histories unless it cuts all traffic between them.
/// </summary>
public static class GossipComparison
{
    /// <summary>Compares.</summary>
    /// <param name="own">What was verified here.</param>
    /// <param name="other">The other member's last tree, out of a part that it signed.</param>
    /// <param name="proof">Between the other tree and the latest here; null for none yet.</param>
    public static GossipVerdict Compare(WitnessState own, TreeHead other, ConsistencyProof? proof)
    {
        if (own.Find(other.Size) is { } known)
        {
            return Of(known == other ? GossipOutcome.Same : GossipOutcome.Contradiction);
        }

        if (own.Latest?.Head is not { } latest)
        {
            // Nothing seen yet: nothing that could contradict.
            return Of(GossipOutcome.Same);
        }

        var (older, newer) = other.Size < latest.Size ? (other, latest) : (latest, other);
        if (older.Size == 0)
        {
            return Of(older == TreeHead.Empty ? GossipOutcome.Consistent : GossipOutcome.Contradiction);
        }

        if (proof is null || proof.FromSize != older.Size)
        {
            return new GossipVerdict(GossipOutcome.NeedProof, older.Size, newer.Size);
        }

        if (MerkleProof.VerifyConsistency(older, newer, proof.Path.AsSpan()))
        {
            return Of(GossipOutcome.Consistent);
        }

        return MerkleProof.TryDerivePrefix(older.Size, newer, proof.Path.AsSpan(), out var prefix) && prefix != older.Root
            ? Of(GossipOutcome.Contradiction)
            : Of(GossipOutcome.ProofInvalid);
    }

    private static GossipVerdict Of(GossipOutcome outcome) => new(outcome, 0, 0);
}
