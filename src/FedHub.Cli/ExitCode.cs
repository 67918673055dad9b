namespace FedHub.Cli;

/// <summary>What the exit status of <c>fedhub</c> says; scripts rely on it.</summary>
internal enum ExitCode
{
    /// <summary>Done; for a search, every country has given a final verdict.</summary>
    Ok = 0,

    /// <summary>Somebody refused: policy, budget, state.</summary>
    Refused = 1,

    /// <summary>What was typed cannot be used.</summary>
    Usage = 2,

    /// <summary>The node or the hub could not be reached.</summary>
    Unreachable = 3,

    /// <summary>A signature, digest, proof or log did not verify: proven misbehaviour or corruption, never a mere absence.</summary>
    VerificationFailed = 4,

    /// <summary>At least one country has not given a final verdict.</summary>
    Partial = 5,
}
