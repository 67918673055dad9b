using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Hub.Rpc;

/// <summary>From a submitted query to one that passed every check of the hub.</summary>
internal sealed class QueryIntake(QueryStore store, MemberRegistry members, TimeProvider clock)
{
    /// <summary>Whose query this says it is, before anything is verified: enough to find one that came before.</summary>
    /// <exception cref="FedHubException">Malformed; or NotAMember: it is not the caller's.</exception>
    internal static QueryKey ReadKey(Envelope envelope, MemberId caller)
    {
        MatchQuery message;
        try
        {
            message = MatchQuery.Parser.ParseFrom(envelope.Payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new FedHubException(ErrorCode.Malformed, "The query is not a MatchQuery message.");
        }

        if (!QueryId.TryFromBytes(message.QueryId.Span, out var id) || !MemberId.TryParse(message.Origin, out var origin))
        {
            throw new FedHubException(ErrorCode.Malformed, "The query's id or origin is not well-formed.");
        }

        return origin == caller
            ? new QueryKey(origin, id)
            : throw new FedHubException(ErrorCode.NotAMember, "The query's origin is not the caller.");
    }

    /// <summary>Verifies a query and the sealed parts beside it.</summary>
    /// <exception cref="FedHubException">The first check that failed.</exception>
    internal async Task<AcceptedQuery> VerifyAsync(SubmitQueryRequest request, Envelope envelope, CancellationToken cancellationToken)
    {
        var directory = members.InForce();
        var query = MatchQueryVerifier.Verify(envelope, directory, clock.GetUtcNow()).OrThrow();
        // At log time, not only when the query says it was made: its creator chose that time.
        if (query.Credential.ExpiresAt <= clock.GetUtcNow()
            || await store.IsRevokedAsync(query.Origin, query.Credential.CredentialId, cancellationToken))
        {
            throw new FedHubException(ErrorCode.CredentialInvalid, "The investigator's credential has expired or was revoked.");
        }

        if (query.Parts.Any(part => directory.Member(part.Slot.Member)?.CeilingOf(part.Slot.Collection, part.Slot.Class) is null))
        {
            throw new FedHubException(ErrorCode.UnknownSlot, "The directory does not list a slot that is asked.", heldVersion: directory.Version);
        }

        if (!directory.AllowsRuleSet(query.RuleSetHash))
        {
            throw new FedHubException(ErrorCode.RuleSetMismatch, "The query's rule set is not in force.", heldVersion: directory.Version);
        }

        var sealedParts = request.SealedParts.Select(part => part.Ciphertext.ToByteArray()).ToList();
        if (sealedParts.Count != query.Parts.Count
            || sealedParts.Where((ciphertext, index) => Digest.Of(ciphertext) != query.Parts[index].SealedPartDigest).Any())
        {
            throw new FedHubException(ErrorCode.PartDigestMismatch, "The sealed parts are not those that were signed.");
        }

        return new AcceptedQuery(query, request.Query.ToByteArray(), sealedParts);
    }
}
