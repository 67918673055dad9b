namespace FedHub.Transparency;

/// <summary>How another member's view of the log compares with one's own.</summary>
public enum GossipOutcome
{
    /// <summary>The same tree, or one that was verified before.</summary>
    Same,

    /// <summary>Another tree, proven to be of the same history.</summary>
    Consistent,

    /// <summary>Ask the log for a proof between the sizes named.</summary>
    NeedProof,

    /// <summary>The proof does not hold; it proves nothing. A log that has no better one is under suspicion.</summary>
    ProofInvalid,

    /// <summary>
    /// The two views contradict each other. The member's word is no proof against the log: exchange the signed checkpoints, which are.
    /// </summary>
    Contradiction,
}
