using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>A query whose envelope, credential, times and directory version were checked.</summary>
/// <param name="QueryId">With <paramref name="Origin"/> the idempotency key.</param>
/// <param name="Origin">The asking member.</param>
/// <param name="Credential">The investigator.</param>
/// <param name="Purpose">Why.</param>
/// <param name="LegalBasis">Text from the member's own list.</param>
/// <param name="CaseCommitment">HMAC of the case reference, 32 bytes.</param>
/// <param name="Urgency">Interactive or waiting.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="RuleSetHash">Rules that made the keys.</param>
/// <param name="DirectoryVersion">Directory that the asker holds.</param>
/// <param name="SearchRecordDigest">SHA-256 of the sealed search record.</param>
/// <param name="Parts">One for each slot.</param>
/// <param name="Digest">SHA-256 of the envelope's payload: what answers refer to.</param>
public sealed record VerifiedQuery(
    QueryId QueryId,
    MemberId Origin,
    InvestigatorCredential Credential,
    Purpose Purpose,
    string LegalBasis,
    Digest CaseCommitment,
    Urgency Urgency,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    Digest RuleSetHash,
    ulong DirectoryVersion,
    Digest SearchRecordDigest,
    IReadOnlyList<VerifiedPart> Parts,
    Digest Digest)
{
    /// <summary>The bulk screening that it belongs to; null for every other query.</summary>
    public ScreeningId? Screening { get; init; }

    /// <summary>Whether it belongs to a bulk screening.</summary>
    public bool IsBulk => Screening is not null;

    /// <summary>True when the node searches canaries with it.</summary>
    public bool IsSelfTest => Credential.Roles.Contains(OfficerRole.SelfTest);

    /// <summary>The parts for one member, in the order of the query.</summary>
    public IEnumerable<VerifiedPart> PartsFor(MemberId member) => Parts.Where(part => part.Slot.Member == member);
}
