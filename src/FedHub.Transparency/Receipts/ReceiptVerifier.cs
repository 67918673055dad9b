using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Verifies receipts against a policy, without the log: leaf hash, log's signature, quorum of cosignatures, inclusion.</summary>
/// <param name="policy">The policy of the receipt's time.</param>
/// <param name="time">Tells which cosignatures come from the future.</param>
public sealed class ReceiptVerifier(TrustPolicy policy, TimeProvider time)
{
    /// <summary>How far a witness's clock may be ahead of ours: 5 minutes.</summary>
    public static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Whether the entry is in the log.</summary>
    /// <param name="receipt">The bytes of a <c>.tlog-proof</c> file.</param>
    /// <param name="entry">The entry's bytes; for FedHub's own logs an encoded <see cref="AuditLeaf"/>.</param>
    public ReceiptVerdict Verify(ReadOnlySpan<byte> receipt, ReadOnlySpan<byte> entry) =>
        LogReceiptFile.TryParse(receipt, out var parsed) ? Verify(parsed, MerkleHash.Leaf(entry)) : ReceiptVerdict.Refused(ReceiptFault.Malformed);

    /// <summary>Whether an entry of this leaf hash is in the log.</summary>
    public ReceiptVerdict Verify(LogReceiptFile receipt, Digest leafHash)
    {
        var checkpoint = policy.Verify(receipt.Checkpoint, time.GetUtcNow() + MaxClockSkew);
        if (!checkpoint.IsAccepted)
        {
            return ReceiptVerdict.Refused(FaultOf(checkpoint.Fault));
        }

        var isIncluded = MerkleProof.VerifyInclusion(receipt.Index, leafHash, receipt.Path.AsSpan(), receipt.Checkpoint.Head);
        return new ReceiptVerdict(
            isIncluded ? ReceiptFault.None : ReceiptFault.NotIncluded,
            checkpoint.Log!.Origin,
            receipt.Index,
            receipt.Checkpoint.Head.Size,
            checkpoint.Witnesses);
    }

    private static ReceiptFault FaultOf(PolicyFault fault) => fault switch
    {
        PolicyFault.UnknownLog => ReceiptFault.UnknownLog,
        PolicyFault.QuorumMissing => ReceiptFault.QuorumMissing,
        _ => ReceiptFault.NotSignedByLog,
    };
}
