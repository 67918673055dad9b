using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Protocol;

/// <summary>
/// What a log entry must be about to prove that a delivery was logged: exactly this query, request or letter. Without it a hub could show the
/// proof of any entry.
/// </summary>
/// <param name="Kind">The entry's kind.</param>
/// <param name="Member">Who sent it.</param>
/// <param name="Subject">What the entry calls it.</param>
/// <param name="Field">The entry's field with a digest of what was sent.</param>
/// <param name="Digest">That digest.</param>
public sealed record LoggedMatter(AuditKind Kind, MemberId Member, string Subject, string Field, Digest Digest)
{
    /// <summary>The field of a query's entry with the digest of the signed query.</summary>
    public const string QueryDigest = "query-digest";

    /// <summary>The field of a disclosure request's entry with the digest of the sealed content.</summary>
    public const string ContentDigest = "content-digest";

    /// <summary>The field of a letter's entry with the digest of the signed letter.</summary>
    public const string LetterDigest = "letter-digest";

    /// <summary>A query.</summary>
    public static LoggedMatter Of(VerifiedQuery query) => new(AuditKind.QuerySubmitted, query.Origin, query.QueryId.ToString(), QueryDigest, query.Digest);

    /// <summary>A disclosure request, whose subject is its digest.</summary>
    public static LoggedMatter Of(VerifiedDisclosureRequest request) =>
        new(AuditKind.DisclosureRequested, request.Origin, request.Digest.ToString(), ContentDigest, request.SealedContentDigest);

    /// <summary>A letter.</summary>
    public static LoggedMatter Of(VerifiedLetter letter) => new(AuditKind.MessageRelayed, letter.Sender, letter.Id.ToString(), LetterDigest, letter.Digest);

    /// <summary>Whether a payload says it, and says it once.</summary>
    public bool IsIn(ReadOnlySpan<byte> payload) =>
        AuditPayload.TryDecode(payload, out var entry)
        && entry.Kind == Kind
        && entry.Member == Member
        && string.Equals(entry.Subject, Subject, StringComparison.Ordinal)
        && entry.Details.Where(detail => string.Equals(detail.Name, Field, StringComparison.Ordinal)).ToList() is [var only]
        && string.Equals(only.Value, Digest.ToString(), StringComparison.Ordinal);

    /// <summary>A payload with no more than this.</summary>
    public AuditPayload ToPayload() => new(Kind, Member, Subject, [new AuditDetail(Field, Digest.ToString())]);
}
