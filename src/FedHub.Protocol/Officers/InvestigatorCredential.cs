using FedHub.Contracts.Officer.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;
using Proto = FedHub.Contracts.Officer.V1.InvestigatorCredential;

namespace FedHub.Protocol;

/// <summary>A short-lived statement of a national node about one of its officers.</summary>
/// <param name="Member">The member whose officer this is.</param>
/// <param name="OfficerId">Pseudonym, stable within the member.</param>
/// <param name="PublicKey">Key that signs the officer's queries.</param>
/// <param name="Agency">The officer's agency.</param>
/// <param name="Roles">What the officer may do.</param>
/// <param name="Purposes">Purposes for which the officer may search.</param>
/// <param name="IssuedAt">Start of validity.</param>
/// <param name="ExpiresAt">End of validity, at most <see cref="MaxLifetime"/> later.</param>
/// <param name="CredentialId">Random, 16 bytes; names this credential in a revocation.</param>
public sealed record InvestigatorCredential(
    MemberId Member,
    string OfficerId,
    VerificationKey PublicKey,
    string Agency,
    IReadOnlyList<OfficerRole> Roles,
    IReadOnlyList<Purpose> Purposes,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt,
    ReadOnlyMemory<byte> CredentialId)
{
    /// <summary>Longest life of a credential.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(12);

    private const int MaxTextLength = 64;

    /// <summary>Signs the credential with the member's node key.</summary>
    public Envelope Sign(SigningKey nodeKey) => Envelope.Sign(PayloadTypes.Credential, Encode(), nodeKey);

    /// <summary>Reads a credential's payload; the signature is checked elsewhere.</summary>
    public static Checked<InvestigatorCredential> Decode(ReadOnlyMemory<byte> payload)
    {
        Proto message;
        try
        {
            message = Proto.Parser.ParseFrom(payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Invalid();
        }

        if (!MemberId.TryParse(message.Member, out var member)
            || message.OfficerId.Length is 0 or > MaxTextLength || message.Agency.Length is 0 or > MaxTextLength
            || !VerificationKey.TryFromBytes(message.PublicKey.Span, out var key)
            || message.CredentialId.Length != 16
            || !UnixTime.TryRead(message.IssuedAtMs, out var issuedAt) || !UnixTime.TryRead(message.ExpiresAtMs, out var expiresAt)
            || message.Roles.Any(role => !Enum.IsDefined((OfficerRole)(int)role))
            || message.Purposes.Any(purpose => !Enum.IsDefined((Purpose)(int)purpose)))
        {
            return Invalid();
        }

        return new InvestigatorCredential(
            member,
            message.OfficerId,
            key,
            message.Agency,
            [.. message.Roles.Select(role => (OfficerRole)(int)role)],
            [.. message.Purposes.Select(purpose => (Purpose)(int)purpose)],
            issuedAt,
            expiresAt,
            message.CredentialId.Memory);
    }

    private byte[] Encode()
    {
        var message = new Proto
        {
            Member = Member.ToString(),
            OfficerId = OfficerId,
            PublicKey = ByteString.CopyFrom(PublicKey.ToArray()),
            Agency = Agency,
            IssuedAtMs = IssuedAt.ToUnixTimeMilliseconds(),
            ExpiresAtMs = ExpiresAt.ToUnixTimeMilliseconds(),
            CredentialId = ByteString.CopyFrom(CredentialId.Span),
        };
        message.Roles.AddRange(Roles.Select(role => (Role)(int)role));
        message.Purposes.AddRange(Purposes.Select(purpose => (Contracts.Common.V1.Purpose)(int)purpose));
        return message.ToByteArray();
    }

    private static Refusal Invalid() => new(ErrorCode.CredentialInvalid, "The investigator's credential is not well-formed.");
}
