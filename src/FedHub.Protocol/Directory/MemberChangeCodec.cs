using FedHub.Contracts.Directory.V1;
using FedHub.Cryptography;
using Google.Protobuf;

namespace FedHub.Protocol;

/// <summary>Signed changes of a member's entry, and back.</summary>
public static class MemberChangeCodec
{
    /// <summary>Signs a change.</summary>
    /// <param name="member">The entry as it is to be.</param>
    /// <param name="directoryVersion">That the member holds.</param>
    /// <param name="createdAt">When.</param>
    /// <param name="keys">A listed signing key, and every signing, witness and log key that the change adds.</param>
    public static Envelope Sign(Member member, ulong directoryVersion, DateTimeOffset createdAt, params ReadOnlySpan<SigningKey> keys) =>
        Envelope.Sign(
            PayloadTypes.MemberChange,
            new Contracts.Directory.V1.MemberChange
            {
                Member = member,
                DirectoryVersion = directoryVersion,
                CreatedAtMs = createdAt.ToUnixTimeMilliseconds(),
            }.ToByteArray(),
            keys);

    /// <summary>What people compare before a change is published: SHA-256 of what was signed, its first 16 bytes in groups.</summary>
    public static string FingerprintOf(Envelope change)
    {
        var digits = Digest.Of(change.Payload.Span).ToString()[..32];
        return string.Join('-', Enumerable.Range(0, 8).Select(group => digits.Substring(4 * group, 4)));
    }

    internal static Checked<MemberChange> Read(Envelope envelope)
    {
        Contracts.Directory.V1.MemberChange message;
        try
        {
            message = Contracts.Directory.V1.MemberChange.Parser.ParseFrom(envelope.Payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Malformed();
        }

        if (message.Member is null || !UnixTime.TryRead(message.CreatedAtMs, out var createdAt))
        {
            return Malformed();
        }

        return DirectoryCodec.ReadMember(message.Member).IsAccepted(out var member, out var refusal)
            ? new MemberChange(member, message.DirectoryVersion, createdAt, message.Member)
            : refusal;
    }

    private static Refusal Malformed() => new(ErrorCode.Malformed, "This is not a member's change; make it anew with `fedhub node keys rotate`.");
}
