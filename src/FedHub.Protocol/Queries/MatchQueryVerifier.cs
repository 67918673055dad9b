using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>
/// What hub and node both check of a query, in the order of the protocol: size and shape, signatures, credential, origin,
/// times, directory version. Replay, log proof, policy, budgets and the sealed parts are the receiver's own.
/// </summary>
public static class MatchQueryVerifier
{
    /// <summary>Checks a query.</summary>
    /// <param name="envelope">As received.</param>
    /// <param name="directory">The receiver's directory in force.</param>
    /// <param name="now">The receiver's time.</param>
    /// <param name="isRevoked">Whether a credential id was revoked.</param>
    /// <returns>The query, or the first check that failed.</returns>
    public static Checked<VerifiedQuery> Verify(
        Envelope envelope, FederationDirectory directory, DateTimeOffset now, Func<ReadOnlyMemory<byte>, bool>? isRevoked = null)
    {
        if (!MatchQueryReader.ReadMessage(envelope.Payload).IsAccepted(out var message, out var refusal)
            || !EnvelopeCodec.ToDomain(message.Credential).IsAccepted(out var credentialEnvelope, out refusal)
            || !InvestigatorCredential.Decode(credentialEnvelope.Payload).IsAccepted(out var credential, out refusal)
            || !MatchQueryReader.ReadFields(message, credential, Digest.Of(envelope.Payload.Span)).IsAccepted(out var query, out refusal))
        {
            return refusal;
        }

        return CheckSignatures(envelope, message, credentialEnvelope, query, directory, now)
            ?? CheckCredential(query, isRevoked)
            ?? CheckTimes(query, now)
            ?? CheckDirectory(query, directory)
            ?? (Checked<VerifiedQuery>)query;
    }

    private static Refusal? CheckSignatures(
        Envelope envelope, MatchQuery message, Envelope credentialEnvelope, VerifiedQuery query, FederationDirectory directory, DateTimeOffset now)
    {
        if (directory.Member(query.Origin) is not { } origin)
        {
            return new Refusal(ErrorCode.NotAMember, "The query's origin is not a member.", HeldVersion: directory.Version);
        }

        if (origin.Suspended)
        {
            return new Refusal(ErrorCode.Suspended, "The query's origin is suspended.", HeldVersion: directory.Version);
        }

        var nodeKeys = origin.SigningKeysAt(now);
        if (credentialEnvelope.Verify(PayloadTypes.Credential, nodeKeys).IsEmpty)
        {
            return new Refusal(ErrorCode.CredentialInvalid, "The investigator's credential is not signed by the origin.");
        }

        var signers = nodeKeys.Where(key => key.KeyId.ToArray().AsSpan().SequenceEqual(message.NodeKeyId.Span)).ToList();
        var officer = query.Credential.PublicKey;
        if (signers.Count != 1 || signers[0] == officer || envelope.Signatures.Length != 2
            || envelope.Verify(PayloadTypes.MatchQuery, [signers[0], officer]).Count != 2)
        {
            return new Refusal(ErrorCode.SignatureInvalid, "The query must be signed by the origin's node and by the investigator.");
        }

        return null;
    }

    private static Refusal? CheckCredential(VerifiedQuery query, Func<ReadOnlyMemory<byte>, bool>? isRevoked)
    {
        var credential = query.Credential;
        var mayAsk = credential.Purposes.Contains(query.Purpose)
            && (credential.Roles.Contains(OfficerRole.Investigator) || credential.Roles.Contains(OfficerRole.SelfTest));

        // The query's own times are held against the clock next: a node whose clock runs ahead is to hear that, not that its credential is bad.
        var isCurrent = query.CreatedAt >= credential.IssuedAt && query.CreatedAt < credential.ExpiresAt
            && credential.ExpiresAt - credential.IssuedAt <= InvestigatorCredential.MaxLifetime;
        if (credential.Member != query.Origin || !mayAsk || !isCurrent || isRevoked?.Invoke(credential.CredentialId) == true)
        {
            return new Refusal(ErrorCode.CredentialInvalid, "The investigator's credential is expired, revoked, another member's or lacks the purpose.");
        }

        return null;
    }

    private static Refusal? CheckTimes(VerifiedQuery query, DateTimeOffset now)
    {
        if (query.CreatedAt > now + ProtocolLimits.ClockTolerance)
        {
            return new Refusal(ErrorCode.ClockSkew, "The query was made in the future: check the clocks of both sides.");
        }

        var longest = query.Urgency == Urgency.Waiting ? ProtocolLimits.WaitingLifetime : ProtocolLimits.InteractiveLifetime;
        if (query.ExpiresAt <= query.CreatedAt || query.ExpiresAt - query.CreatedAt > longest)
        {
            return new Refusal(ErrorCode.LifetimeTooLong, "An interactive query lives at most 30 s, a waiting one at most 7 days.");
        }

        return now >= query.ExpiresAt ? new Refusal(ErrorCode.Expired, "The query has expired: check the clocks of both sides.") : null;
    }

    /// <summary>A query that waited may have been made under an earlier directory (ADR 0020): its keys, member and slots are held against the one in force.</summary>
    private static Refusal? CheckDirectory(VerifiedQuery query, FederationDirectory directory) =>
        query.DirectoryVersion == directory.Version || (query.Urgency == Urgency.Waiting && query.DirectoryVersion < directory.Version)
            ? null
            : new Refusal(ErrorCode.DirectoryStale, "The two sides hold different directory versions.", HeldVersion: directory.Version);
}
