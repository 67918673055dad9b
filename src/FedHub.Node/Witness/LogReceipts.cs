using FedHub.Node.HubLink;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.Witness;

/// <summary>Receipts of what the log has about this member. The hub's word is not taken: what does not prove itself is not given on.</summary>
internal sealed class LogReceipts(IHub hub, DirectoryKeeper directories, TimeProvider clock)
{
    /// <summary>The receipt of an entry, and the log that it is of.</summary>
    /// <param name="index">Index of the entry.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FedHubException">There is no such entry, it is about others, or the hub's proof proves nothing.</exception>
    public async Task<(LogProof Proof, FederationLog Log)> GetAsync(ulong index, CancellationToken cancellationToken)
    {
        if (FederationLog.Of(directories.Current, clock.GetUtcNow()) is not { } log)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "The directory lists no log.");
        }

        return await hub.GetReceiptAsync((long)Math.Min(index, long.MaxValue), cancellationToken) is { } proof
            && (ulong)proof.Receipt.Index == index
            && new NoteKeyRing([log.Key]).Verify(proof.Receipt.Checkpoint.Note).IsAccepted
            && MerkleProof.VerifyInclusion(proof.Receipt.Index, proof.Leaf.Hash(), proof.Receipt.Path.AsSpan(), proof.Receipt.Checkpoint.Head)
            ? (proof, log)
            : throw new FedHubException(ErrorCode.LogProofInvalid, "The hub gave a receipt that proves nothing.");
    }
}
