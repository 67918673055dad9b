using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>A member's signed statement that is to be logged.</summary>
/// <param name="Member">Who signed it.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="IdempotencyKey">Chosen by the member, 16 bytes.</param>
/// <param name="Digest">SHA-256 of the signed payload.</param>
/// <param name="Envelope">The envelope's bytes.</param>
/// <param name="RevokedCredential">16 bytes when the statement revokes a credential, else empty.</param>
internal sealed record MemberStatement(
    MemberId Member,
    AuditKind Kind,
    ReadOnlyMemory<byte> IdempotencyKey,
    Digest Digest,
    byte[] Envelope,
    ReadOnlyMemory<byte> RevokedCredential);
