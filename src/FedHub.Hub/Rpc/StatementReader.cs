using FedHub.Contracts.Exchange.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using Google.Protobuf;

namespace FedHub.Hub.Rpc;

/// <summary>Checks a member's statement: kind, key, signature, and the one field that the hub acts upon.</summary>
internal static class StatementReader
{
    private const int KeyBytes = 16;
    private const int MaxPayloadBytes = 64 * 1024;

    internal static Checked<MemberStatement> Read(
        SubmitStatementRequest request, FederationDirectory directory, MemberId caller, DateTimeOffset now)
    {
        if (!EnvelopeCodec.ToDomain(request.Statement).IsAccepted(out var envelope, out var refusal))
        {
            return refusal;
        }

        if (request.IdempotencyKey.Length != KeyBytes || envelope.Payload.Length is 0 or > MaxPayloadBytes)
        {
            return new Refusal(ErrorCode.Malformed, "A statement needs a key of 16 bytes and at most 64 KiB of content.");
        }

        if (!AuditKinds.TryParse(request.Kind, out var kind)
            || kind is not (AuditKind.CredentialIssued or AuditKind.CredentialRevoked or AuditKind.PolicyChanged or AuditKind.AdministratorAction))
        {
            return new Refusal(ErrorCode.InvalidInput, "Members state credential-issued, credential-revoked, policy-changed or administrator-action.");
        }

        if (directory.Member(caller) is not { } member || envelope.Verify(PayloadTypes.Statement, member.SigningKeysAt(now)).IsEmpty)
        {
            return new Refusal(ErrorCode.SignatureInvalid, "The statement is not signed by the member that sent it.");
        }

        ReadOnlyMemory<byte> revoked = default;
        if (kind == AuditKind.CredentialRevoked ? !RevocationStatement.TryRead(envelope.Payload, out revoked) : !RevocationStatement.IsObject(envelope.Payload))
        {
            return new Refusal(
                ErrorCode.InvalidInput, "A statement is a JSON object; credential-revoked has a credentialId of 32 hexadecimal digits.");
        }

        return new MemberStatement(
            caller, kind, request.IdempotencyKey.Memory, Digest.Of(envelope.Payload.Span), request.Statement.ToByteArray(), revoked);
    }
}
