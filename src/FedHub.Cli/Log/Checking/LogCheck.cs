using FedHub.Transparency;

namespace FedHub.Cli.Log.Checking;

/// <summary>What came of verifying a log against its signed checkpoint.</summary>
/// <param name="Checkpoint">The checkpoint, which the policy accepts.</param>
/// <param name="Verification">How far entries and tiles lead to it.</param>
/// <param name="Openings">How many openings were served; null when they were not looked at.</param>
/// <param name="OpeningFinding">What is wrong with them first.</param>
internal sealed record LogCheck(ServedCheckpoint Checkpoint, LogVerification Verification, OpeningsCount? Openings, OpeningFinding? OpeningFinding)
{
    /// <summary>Payloads that a copy keeps though the log gives less of them than before.</summary>
    public long Kept { get; init; }

    /// <summary>What is wrong first; null when all is well.</summary>
    public string? Finding => Verification.Finding is { } finding ? FindingText.Of(finding) : OpeningFinding?.Text;

    /// <summary>Whether what is wrong is proven, as opposed to not having been checked.</summary>
    public bool IsProven => Verification.Finding?.IsProven ?? OpeningFinding?.IsProven ?? false;

    /// <summary>0 verified, 3 could not check, 4 proven.</summary>
    public ExitCode ExitCode => Finding is null ? ExitCode.Ok : IsProven ? ExitCode.VerificationFailed : ExitCode.Unreachable;

    /// <summary>The verdict's word.</summary>
    public string Verdict => ExitCode switch
    {
        ExitCode.Ok => "verified",
        ExitCode.VerificationFailed => "failed",
        _ => "could-not-check",
    };
}
