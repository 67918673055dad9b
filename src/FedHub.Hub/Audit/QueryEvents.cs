using System.Globalization;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>The log entries about queries and disclosures.</summary>
internal static class QueryEvents
{
    private const string Answered = "ANSWERED";

    internal static NewLogEntry Submitted(VerifiedQuery query, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(AuditKind.QuerySubmitted, query.Origin, query.QueryId.ToString())
            .Add("query-digest", query.Digest)
            .Add("officer", query.Credential.OfficerId)
            .Add("agency", query.Credential.Agency)
            .Add("credential", Convert.ToHexStringLower(query.Credential.CredentialId.Span))
            .Add("purpose", Tokens.Of(query.Purpose))
            .Add("legal-basis", query.LegalBasis)
            .Add("case-commitment", query.CaseCommitment)
            .Add("urgency", query.Urgency == Urgency.Waiting ? "waiting" : "interactive")
            .Add("created", query.CreatedAt)
            .Add("expires", query.ExpiresAt)
            .Add("rule-set", query.RuleSetHash)
            .Add("directory-version", query.DirectoryVersion)
            .Add("search-record", query.SearchRecordDigest)
            .Add("screening", query.Screening?.ToString() ?? string.Empty);
        foreach (var part in query.Parts)
        {
            builder.Add(
                AuditFields.Part, string.Create(CultureInfo.InvariantCulture, $"{part.Slot} {part.Epoch} {part.Count} {part.ElementsDigest}"));
        }

        return Entry(builder, Distinguisher(query.Origin, query.QueryId, []), AuditKind.QuerySubmitted, now);
    }

    internal static NewLogEntry AnswerDelivered(MemberId origin, VerifiedAnswer answer, Digest statement, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(AuditKind.AnswerDelivered, answer.Slot.Member, answer.QueryId.ToString())
            .Add("origin", origin.ToString())
            .Add("slot", answer.Slot.ToString())
            .Add("query-digest", answer.QueryDigest)
            .Add("outcome", Outcome(answer.Refusal))
            .Add("statement-digest", statement)
            .Add("sealed-digest", answer.SealedAnswerDigest);
        return Entry(builder, Distinguisher(origin, answer.QueryId, answer.Slot.Encode()), AuditKind.AnswerDelivered, now);
    }

    internal static NewLogEntry DisclosureRequested(VerifiedDisclosureRequest request, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(AuditKind.DisclosureRequested, request.Origin, request.Digest.ToString())
            .Add("query", request.QueryId.ToString())
            .Add("query-digest", request.QueryDigest)
            .Add("owner", request.Owner.ToString())
            .Add("collection", request.Collection.ToString())
            .Add("content-digest", request.SealedContentDigest)
            .Add("created", request.CreatedAt)
            .Add("expires", request.ExpiresAt);
        return Entry(builder, request.Digest.ToArray(), AuditKind.DisclosureRequested, now);
    }

    internal static NewLogEntry DisclosureAnswered(MemberId origin, VerifiedDisclosureAnswer answer, Digest statement, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(AuditKind.DisclosureAnswered, answer.Owner, answer.RequestDigest.ToString())
            .Add("query", answer.QueryId.ToString())
            .Add("origin", origin.ToString())
            .Add("outcome", Outcome(answer.Refusal))
            .Add("statement-digest", statement)
            .Add("sealed-digest", answer.SealedAnswerDigest)
            .Add("outcomes-commitment", answer.OutcomesCommitment);
        return Entry(builder, answer.RequestDigest.ToArray(), AuditKind.DisclosureAnswered, now);
    }

    internal static NewLogEntry BudgetRefused(VerifiedQuery query, Refusal refusal, DateTimeOffset now)
    {
        var retryAt = refusal.RetryAt ?? now;
        var builder = new AuditPayloadBuilder(AuditKind.BudgetRefused, query.Origin, query.QueryId.ToString())
            .Add("query-digest", query.Digest)
            .Add("officer", query.Credential.OfficerId)
            .Add("agency", query.Credential.Agency)
            .Add("purpose", Tokens.Of(query.Purpose))
            .Add("retry-at", retryAt);

        // The same query refused again before the budget is full again is the same event.
        return Entry(builder, [.. query.Digest.ToArray(), .. BitConverter.GetBytes(retryAt.ToUnixTimeSeconds())], AuditKind.BudgetRefused, now);
    }

    private static string Outcome(Refusal? refusal) => refusal is null ? Answered : refusal.Code.ToString();

    private static byte[] Distinguisher(MemberId origin, QueryId id, byte[] rest) =>
        [.. System.Text.Encoding.ASCII.GetBytes(origin.ToString()), .. id.ToArray(), .. rest];

    private static NewLogEntry Entry(AuditPayloadBuilder builder, byte[] distinguisher, AuditKind kind, DateTimeOffset now) =>
        NewLogEntry.Create(IdempotencyKey.Derive(kind, distinguisher), now, builder.Build());
}
