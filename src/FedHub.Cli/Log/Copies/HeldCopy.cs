using FedHub.Transparency;

namespace FedHub.Cli.Log.Copies;

/// <summary>What a copy holds.</summary>
/// <param name="Checkpoint">What its files lead to; null while there is no copy.</param>
/// <param name="Verified">From where the verification goes on. After a crash it may be behind the checkpoint, never beyond it.</param>
internal sealed record HeldCopy(SignedCheckpoint? Checkpoint, LogVerifierState Verified)
{
    public static HeldCopy Nothing { get; } = new(null, LogVerifierState.Start);

    public long Size => Checkpoint?.Head.Size ?? 0;
}
