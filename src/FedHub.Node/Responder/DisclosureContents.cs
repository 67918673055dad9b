using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Responder;

/// <summary>The content of a sealed disclosure request.</summary>
/// <param name="Claims">1 to 512, in the order sent: answers name them by it.</param>
/// <param name="ReplyKey">To seal the answer to.</param>
internal sealed record DisclosureContents(IReadOnlyList<Claim> Claims, SealingPublicKey ReplyKey)
{
    /// <summary>Opens and reads the content of a request that was verified.</summary>
    public static Checked<DisclosureContents> Open(ReadOnlySpan<byte> sealedContent, IReadOnlyList<SealingKey> keys, VerifiedDisclosureRequest request)
    {
        foreach (var key in keys)
        {
            if (key.TryOpen(sealedContent, out var plaintext))
            {
                return Read(plaintext, request);
            }
        }

        return new Refusal(ErrorCode.SealInvalid, "The sealed content is not for a key of this node.");
    }

    private static Checked<DisclosureContents> Read(byte[] plaintext, VerifiedDisclosureRequest request)
    {
        DisclosureContent content;
        try
        {
            content = DisclosureContent.Parser.ParseFrom(plaintext);
        }
        catch (InvalidProtocolBufferException)
        {
            return Malformed();
        }

        if (!QueryId.TryFromBytes(content.QueryId.Span, out var queryId) || queryId != request.QueryId
            || content.Claims.Count is 0 or > ProtocolLimits.ClaimsPerDisclosure
            || !SealingPublicKey.TryFromBytes(content.ReplyKey.Span, out var replyKey))
        {
            return Malformed();
        }

        var claims = new List<Claim>(content.Claims.Count);
        foreach (var claim in content.Claims)
        {
            if (!IdentifierClasses.TryFromNumber((int)claim.IdentifierClass, out var identifierClass)
                || !Tag.TryFromBytes(claim.Tag.Span, out var tag) || !Token.TryFromBytes(claim.Token.Span, out var token))
            {
                return Malformed();
            }

            claims.Add(new Claim(new SlotId(request.Owner, request.Collection, identifierClass), new EpochNumber(claim.Epoch), tag, token));
        }

        return new DisclosureContents(claims, replyKey);
    }

    private static Refusal Malformed() => new(ErrorCode.Malformed, "The disclosure request's content is not well-formed.");
}
