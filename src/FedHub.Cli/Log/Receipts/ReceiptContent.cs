using FedHub.Transparency;

namespace FedHub.Cli.Log.Receipts;

/// <summary>
/// What a receipt of FedHub carries as <c>extra</c>: the 43 bytes of its leaf and, where the receipt's maker could read it, 16 bytes nonce ‖ payload.
/// Nothing vouches for it but the proof: the leaf's hash must be the one that is included, and the opening must be what the leaf commits to.
/// </summary>
/// <param name="Leaf">The entry.</param>
/// <param name="Opening">What opens it; null when it is not there.</param>
internal sealed record ReceiptContent(AuditLeaf Leaf, AuditOpening? Opening)
{
    public byte[] ToBytes() => [.. Leaf.Encode(), .. Opening?.Nonce.ToArray() ?? [], .. Opening is { } opening ? opening.Payload.Span : []];

    /// <summary>Reads extra bytes; false unless they are what <see cref="ToBytes"/> gives.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, out ReceiptContent? content)
    {
        content = null;
        if (bytes.Length < AuditLeaf.EncodedSize || !AuditLeaf.TryDecode(bytes.Span[..AuditLeaf.EncodedSize], out var leaf))
        {
            return false;
        }

        var rest = bytes[AuditLeaf.EncodedSize..];
        if (rest.IsEmpty)
        {
            content = new ReceiptContent(leaf, null);
            return true;
        }

        if (rest.Length <= AuditNonce.Size || !AuditNonce.TryFromBytes(rest.Span[..AuditNonce.Size], out var nonce))
        {
            return false;
        }

        content = new ReceiptContent(leaf, new AuditOpening(nonce, rest[AuditNonce.Size..]));
        return true;
    }
}
