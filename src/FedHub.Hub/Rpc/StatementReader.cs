using System.Text.Json;
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
    private const int CredentialIdBytes = 16;
    private const string CredentialField = "credentialId";

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

        byte[] revoked = [];
        if (!TryReadObject(envelope.Payload, kind == AuditKind.CredentialRevoked, ref revoked))
        {
            return new Refusal(
                ErrorCode.InvalidInput, "A statement is a JSON object; credential-revoked has a credentialId of 32 hexadecimal digits.");
        }

        return new MemberStatement(
            caller, kind, request.IdempotencyKey.Memory, Digest.Of(envelope.Payload.Span), request.Statement.ToByteArray(), revoked);
    }

    private static bool TryReadObject(ReadOnlyMemory<byte> json, bool revokes, ref byte[] credential)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            return !revokes || (document.RootElement.TryGetProperty(CredentialField, out var field)
                && field.ValueKind == JsonValueKind.String
                && TryReadHex(field.GetString(), ref credential));
        }
        catch (JsonException)
        {
            // Not JSON: an expected outcome.
            return false;
        }
    }

    private static bool TryReadHex(string? text, ref byte[] credential)
    {
        var bytes = new byte[CredentialIdBytes];
        if (text?.Length != 2 * CredentialIdBytes || Convert.FromHexString(text, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        credential = bytes;
        return true;
    }
}
