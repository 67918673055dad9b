using FedHub.Contracts.Letter.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Protocol;

/// <summary>Checks letters between members' nodes, at the hub and again at the recipient.</summary>
public static class LetterVerifier
{
    /// <summary>Checks a letter: shape, signature by its sender, sealed content, times.</summary>
    public static Checked<VerifiedLetter> Verify(Envelope envelope, ReadOnlySpan<byte> sealedContent, FederationDirectory directory, DateTimeOffset now)
    {
        if (!Read(envelope.Payload).IsAccepted(out var letter, out var refusal))
        {
            return refusal;
        }

        if (directory.Member(letter.Sender) is not { } sender || directory.Member(letter.Recipient) is null)
        {
            return new Refusal(ErrorCode.NotAMember, "The letter's sender or recipient is not a member.", HeldVersion: directory.Version);
        }

        if (sender.Suspended)
        {
            return new Refusal(ErrorCode.Suspended, "The letter's sender is suspended.", HeldVersion: directory.Version);
        }

        if (envelope.Verify(PayloadTypes.Letter, sender.SigningKeysAt(now)).IsEmpty)
        {
            return new Refusal(ErrorCode.SignatureInvalid, "The letter is not signed by its sender.");
        }

        if (letter.CreatedAt > now + ProtocolLimits.ClockTolerance)
        {
            return new Refusal(ErrorCode.ClockSkew, "The letter was made in the future: check the clocks of both sides.");
        }

        if (letter.ExpiresAt - letter.CreatedAt > ProtocolLimits.WaitingLifetime)
        {
            return new Refusal(ErrorCode.LifetimeTooLong, "A letter lives at most 7 days.");
        }

        if (now >= letter.ExpiresAt)
        {
            return new Refusal(ErrorCode.Expired, "The letter has expired: seal and sign it anew.");
        }

        return Digest.Of(sealedContent) == letter.SealedContentDigest
            ? letter
            : new Refusal(ErrorCode.PartDigestMismatch, "The sealed content is not the one that was signed.");
    }

    private static Checked<VerifiedLetter> Read(ReadOnlyMemory<byte> payload)
    {
        Letter message;
        try
        {
            message = Letter.Parser.ParseFrom(payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Malformed();
        }

        return LetterId.TryFromBytes(message.LetterId.Span, out var id)
            && MemberId.TryParse(message.Sender, out var sender) && MemberId.TryParse(message.Recipient, out var recipient) && sender != recipient
            && Digest.TryFromBytes(message.SealedContentDigest.Span, out var content)
            && UnixTime.TryRead(message.CreatedAtMs, out var createdAt) && UnixTime.TryRead(message.ExpiresAtMs, out var expiresAt)
            ? new VerifiedLetter(id, sender, recipient, content, createdAt, expiresAt, Digest.Of(payload.Span))
            : Malformed();
    }

    private static Refusal Malformed() => new(ErrorCode.Malformed, "The letter is not well-formed.");
}
