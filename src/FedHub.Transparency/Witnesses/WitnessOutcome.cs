namespace FedHub.Transparency;

/// <summary>What a witness makes of a checkpoint.</summary>
public enum WitnessOutcome
{
    /// <summary>It has verified this very checkpoint before.</summary>
    Known,

    /// <summary>The first one of this log: taken on trust, as it was provisioned.</summary>
    First,

    /// <summary>Larger than all before, and proven to continue the latest.</summary>
    Extends,

    /// <summary>Smaller than the latest, and proven to be what the latest continues.</summary>
    Precedes,

    /// <summary>A proof is needed, between the sizes named.</summary>
    NeedProof,

    /// <summary>The proof does not hold. It proves nothing, not even misbehaviour: send the right one.</summary>
    ProofInvalid,

    /// <summary>The log's signature is missing or wrong, or it is a checkpoint of another log.</summary>
    NotSigned,

    /// <summary>It cannot be a tree: an empty one with another root than the empty one's.</summary>
    NotATree,

    /// <summary>The log has signed two histories; the evidence is kept, and nothing of it is accepted any more.</summary>
    Forked,
}
