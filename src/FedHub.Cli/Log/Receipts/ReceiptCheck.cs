using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Receipts;

/// <summary>What a receipt proves, offline.</summary>
/// <param name="Verdict">Whether the entry is in the log.</param>
/// <param name="LeafHash">Hash of the entry that was looked for; null when the receipt does not say and nobody else did.</param>
/// <param name="Leaf">The entry, where it is known.</param>
/// <param name="Payload">What the entry says, where the receipt carries it and it is what the entry commits to.</param>
/// <param name="OpeningDiffers">Whether the receipt carries a payload that the entry does not commit to.</param>
internal sealed record ReceiptCheck(ReceiptVerdict Verdict, Digest? LeafHash, AuditLeaf? Leaf, AuditPayload? Payload, bool OpeningDiffers)
{
    public ExitCode ExitCode => Verdict.Fault switch
    {
        ReceiptFault.None => OpeningDiffers ? ExitCode.VerificationFailed : ExitCode.Ok,
        ReceiptFault.Malformed or ReceiptFault.UnknownLog => ExitCode.Usage,

        // The log vouches for it, too few others do: nothing contradicts anything.
        ReceiptFault.QuorumMissing => ExitCode.Unreachable,
        _ => ExitCode.VerificationFailed,
    };

    /// <summary>Verifies a receipt.</summary>
    /// <param name="bytes">The <c>.tlog-proof</c> file.</param>
    /// <param name="leafHash">The hash of the entry that must be there; null for the entry that the receipt carries.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="time">Tells which cosignatures come from the future.</param>
    /// <exception cref="CliFailureException">Nobody says which entry.</exception>
    public static ReceiptCheck Run(ReadOnlySpan<byte> bytes, Digest? leafHash, TrustPolicy policy, TimeProvider time)
    {
        if (!LogReceiptFile.TryParse(bytes, out var receipt))
        {
            return new ReceiptCheck(new ReceiptVerdict(ReceiptFault.Malformed, null, 0, 0, []), leafHash, null, null, false);
        }

        ReceiptContent? content = null;
        var hasContent = receipt.Extra is { } extra && ReceiptContent.TryParse(extra, out content);
        if (leafHash is null && !hasContent)
        {
            throw CliFailureException.Usage("The receipt does not carry its entry", "Say which entry it must be for: --leaf-hash or --entry.");
        }

        var hash = leafHash ?? content!.Leaf.Hash();
        var verdict = new ReceiptVerifier(policy, time).Verify(receipt, hash);
        if (content is null || content.Leaf.Hash() != hash)
        {
            return new ReceiptCheck(verdict, hash, null, null, false);
        }

        if (content.Opening is not { } opening)
        {
            return new ReceiptCheck(verdict, hash, content.Leaf, null, false);
        }

        var opens = opening.Opens(content.Leaf) & AuditPayload.TryDecode(opening.Payload.Span, out var payload);
        return new ReceiptCheck(verdict, hash, content.Leaf, opens ? payload : null, !opens);
    }
}
