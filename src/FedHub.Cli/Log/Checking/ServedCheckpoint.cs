using FedHub.Cli.Log.Sources;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Checking;

/// <summary>A checkpoint that the log signed. Unless it comes from <see cref="ReadSignedAsync"/> or <see cref="ReadSigned"/>, its quorum is there.</summary>
/// <param name="Signed">The checkpoint with its signatures.</param>
/// <param name="Verdict">Who signed it.</param>
internal sealed record ServedCheckpoint(SignedCheckpoint Signed, PolicyVerdict Verdict)
{
    public TreeHead Head => Signed.Head;

    /// <summary>Reads and verifies the checkpoint of a log.</summary>
    /// <exception cref="CliFailureException">There is none, or the policy does not accept it.</exception>
    public static async Task<ServedCheckpoint> ReadAsync(IPublishedLog log, TrustPolicy policy, TimeProvider time, CancellationToken cancellationToken) =>
        (await ReadSignedAsync(log, policy, time, cancellationToken)).RequireQuorum();

    /// <summary>
    /// As <see cref="ReadAsync"/>, for who kept an earlier checkpoint: the log's own signature is all that a proof of two histories needs, and one of
    /// them seldom has the quorum. Compare first, then call <see cref="RequireQuorum"/>.
    /// </summary>
    /// <exception cref="CliFailureException">There is none, or the log did not sign it.</exception>
    public static async Task<ServedCheckpoint> ReadSignedAsync(IPublishedLog log, TrustPolicy policy, TimeProvider time, CancellationToken cancellationToken) =>
        ReadSigned(await ReadBytesAsync(log, cancellationToken), policy, time);

    /// <summary>What is served as the checkpoint; nothing is verified.</summary>
    /// <exception cref="CliFailureException">There is nothing.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(IPublishedLog log, CancellationToken cancellationToken) =>
        await log.ReadCheckpointAsync(cancellationToken)
        ?? throw new CliFailureException(ExitCode.Unreachable, "There is no checkpoint at " + log.Place, null, "Check that this is a log's address, folder or archive.");

    /// <summary>Reads a checkpoint and verifies the log's signature.</summary>
    /// <exception cref="CliFailureException">It is none, or the log did not sign it.</exception>
    public static ServedCheckpoint ReadSigned(ReadOnlyMemory<byte> bytes, TrustPolicy policy, TimeProvider time)
    {
        if (!SignedCheckpoint.TryParse(bytes.Span, out var signed))
        {
            throw new CliFailureException(
                ExitCode.Unreachable, "What is served as the checkpoint is none", "It is not a signed note, so it proves nothing.", "Check that this is a log's address, folder or archive.");
        }

        var verdict = policy.Verify(signed, time.GetUtcNow() + ReceiptVerifier.MaxClockSkew);
        return verdict.Fault switch
        {
            PolicyFault.None or PolicyFault.QuorumMissing => new ServedCheckpoint(signed, verdict),
            PolicyFault.UnknownLog => throw CliFailureException.Usage("The policy does not know this log", "Give the policy of the federation whose log this is."),
            _ => throw new CliFailureException(
                ExitCode.VerificationFailed,
                "The checkpoint's signature is not right",
                "It names a log of the policy, but that log's key did not sign it, or a signature in a known name is wrong.",
                "Somebody between you and the log altered it, or it is not the federation's log. Keep the file."),
        };
    }

    /// <summary>The checkpoint, if the policy's quorum has cosigned it.</summary>
    /// <exception cref="CliFailureException">It has not.</exception>
    public ServedCheckpoint RequireQuorum() => Verdict.IsAccepted ? this : throw new CliFailureException(
        ExitCode.Unreachable,
        "Too few witnesses have cosigned the checkpoint",
        $"The log signed it; cosigned by: {(Verdict.Witnesses.Length == 0 ? "nobody" : string.Join(", ", Verdict.Witnesses.Select(witness => witness.Name)))}.",
        "Try again in a minute. If it stays so, ask the witnesses' administrators why their nodes do not cosign.");

    /// <summary>Holds it against a checkpoint of the same log that was kept, which may be the larger one.</summary>
    /// <param name="log">The tiles that are served with it.</param>
    /// <param name="held">The one that was kept and whose signature was verified.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<SplitViewVerdict> CompareAsync(IPublishedLog log, SignedCheckpoint held, CancellationToken cancellationToken) =>
        Head.Size < held.Head.Size
            ? SplitViewCheck.CompareAsync(log, Signed, held, cancellationToken)
            : SplitViewCheck.CompareAsync(log, held, Signed, cancellationToken);
}
