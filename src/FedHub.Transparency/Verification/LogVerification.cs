namespace FedHub.Transparency;

/// <summary>What came of verifying a log.</summary>
/// <param name="State">How far all was well; verification can go on from there.</param>
/// <param name="Finding">What is wrong first; null when all is well.</param>
public sealed record LogVerification(LogVerifierState State, LogFinding? Finding)
{
    /// <summary>Whether every entry up to the checkpoint was read and all of it leads to its root.</summary>
    public bool IsVerified => Finding is null;
}
