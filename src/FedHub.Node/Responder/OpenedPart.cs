using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;
using LogState = FedHub.Contracts.Common.V1.LogState;

namespace FedHub.Node.Responder;

/// <summary>The content of a sealed part that agrees with what was signed about it.</summary>
/// <param name="Elements">Canonical, none the identity.</param>
/// <param name="ReplyKey">To seal the answer to.</param>
/// <param name="LogState">What the asker says that it has seen of the log; null for nothing.</param>
internal sealed record OpenedPart(IReadOnlyList<GroupElement> Elements, SealingPublicKey ReplyKey, LogState? LogState)
{
    /// <summary>Opens a part and compares count, digest, slot and epoch with the signed part; then decodes the elements.</summary>
    public static Checked<OpenedPart> Open(ReadOnlySpan<byte> sealedPart, IReadOnlyList<SealingKey> keys, VerifiedQuery query, VerifiedPart part)
    {
        byte[]? plaintext = null;
        foreach (var key in keys)
        {
            if (key.TryOpen(sealedPart, out plaintext))
            {
                break;
            }
        }

        if (plaintext is null)
        {
            return new Refusal(ErrorCode.SealInvalid, "The sealed part is not for a key of this node.");
        }

        return Read(plaintext, query, part);
    }

    private static Checked<OpenedPart> Read(byte[] plaintext, VerifiedQuery query, VerifiedPart part)
    {
        PartContent content;
        try
        {
            content = PartContent.Parser.ParseFrom(plaintext);
        }
        catch (InvalidProtocolBufferException)
        {
            return new Refusal(ErrorCode.Malformed, "The sealed part does not hold a part.");
        }

        if (!QueryId.TryFromBytes(content.QueryId.Span, out var queryId) || queryId != query.QueryId
            || !SlotCodec.TryRead(content.Slot, out var slot) || slot != part.Slot || content.Epoch != part.Epoch.Value
            || !SealingPublicKey.TryFromBytes(content.ReplyKey.Span, out var replyKey))
        {
            return new Refusal(ErrorCode.Malformed, "The sealed part belongs to another query, slot or epoch.");
        }

        return content.BlindedElements.Count == part.Count
            ? Decode(content, part, query.QueryId, replyKey)
            : new Refusal(ErrorCode.PartDigestMismatch, "The part does not hold the number of elements that was signed.");
    }

    private static Checked<OpenedPart> Decode(PartContent content, VerifiedPart part, QueryId queryId, SealingPublicKey replyKey)
    {
        var elements = new GroupElement[part.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            if (!GroupElement.TryDecode(content.BlindedElements[i].Span, out elements[i]))
            {
                return new Refusal(ErrorCode.ElementInvalid, "A blinded element is not a group element.");
            }
        }

        // The digest is over decoded elements: bytes that decode are canonical, so it is the digest of the bytes received.
        return ElementsDigest.Compute(queryId, part.Slot, elements) == part.ElementsDigest
            ? new OpenedPart(elements, replyKey, content.LogState)
            : new Refusal(ErrorCode.PartDigestMismatch, "The part's elements are not those that were signed.");
    }
}
