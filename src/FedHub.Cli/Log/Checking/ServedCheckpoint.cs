using FedHub.Cli.Log.Sources;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Checking;

/// <summary>A checkpoint that the policy accepts.</summary>
/// <param name="Signed">The checkpoint with its signatures.</param>
/// <param name="Verdict">Who signed it.</param>
internal sealed record ServedCheckpoint(SignedCheckpoint Signed, PolicyVerdict Verdict)
{
    public TreeHead Head => Signed.Head;

    /// <summary>Reads and verifies the checkpoint of a log.</summary>
    /// <exception cref="CliFailureException">There is none, or the policy does not accept it.</exception>
    public static async Task<ServedCheckpoint> ReadAsync(IPublishedLog log, TrustPolicy policy, TimeProvider time, CancellationToken cancellationToken)
    {
        var bytes = await log.ReadCheckpointAsync(cancellationToken)
            ?? throw new CliFailureException(ExitCode.Unreachable, "There is no checkpoint at " + log.Place, null, "Check that this is a log's address, folder or archive.");
        return SignedCheckpoint.TryParse(bytes.Span, out var signed)
            ? Verify(signed, policy, time)
            : throw new CliFailureException(
                ExitCode.Unreachable, "What is served as the checkpoint is none", "It is not a signed note, so it proves nothing.", "Check that this is a log's address, folder or archive.");
    }

    /// <summary>Verifies a checkpoint that is there.</summary>
    /// <exception cref="CliFailureException">The policy does not accept it.</exception>
    public static ServedCheckpoint Verify(SignedCheckpoint signed, TrustPolicy policy, TimeProvider time)
    {
        var verdict = policy.Verify(signed, time.GetUtcNow() + ReceiptVerifier.MaxClockSkew);
        return verdict.Fault switch
        {
            PolicyFault.None => new ServedCheckpoint(signed, verdict),
            PolicyFault.UnknownLog => throw CliFailureException.Usage("The policy does not know this log", "Give the policy of the federation whose log this is."),
            PolicyFault.QuorumMissing => throw new CliFailureException(
                ExitCode.Unreachable,
                "Too few witnesses have cosigned the checkpoint",
                $"The log signed it; cosigned by: {(verdict.Witnesses.Length == 0 ? "nobody" : string.Join(", ", verdict.Witnesses.Select(witness => witness.Name)))}.",
                "Try again in a minute. If it stays so, ask the witnesses' administrators why their nodes do not cosign."),
            _ => throw new CliFailureException(
                ExitCode.VerificationFailed,
                "The checkpoint's signature is not right",
                "It names a log of the policy, but that log's key did not sign it, or a signature in a known name is wrong.",
                "Somebody between you and the log altered it, or it is not the federation's log. Keep the file."),
        };
    }
}
