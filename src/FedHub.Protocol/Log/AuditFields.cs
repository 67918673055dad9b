using System.Collections.Frozen;
using System.Collections.Immutable;
using FedHub.Transparency;

namespace FedHub.Protocol;

/// <summary>The fields of every kind of entry that hub and nodes write, in their order; <c>docs/audit-events.md</c> says what they mean.</summary>
public static class AuditFields
{
    /// <summary>A field that stands once for each part of a query, after the others.</summary>
    public const string Part = "part";

    /// <summary>In a node's own log: index of the entry of the hub's log that what was answered is proven by; empty where nothing was proven.</summary>
    public const string HubEntry = "hub-entry";

    /// <summary>In a node's own log: the size of the hub's tree under which that was proven.</summary>
    public const string HubSize = "hub-size";

    /// <summary>Kinds of the hub's log first, then those of a node's own.</summary>
    public static FrozenDictionary<AuditKind, ImmutableArray<string>> ByKind { get; } = new Dictionary<AuditKind, ImmutableArray<string>>
    {
        [AuditKind.QuerySubmitted] =
        [
            "query-digest", "officer", "agency", "credential", "purpose", "legal-basis", "case-commitment", "urgency", "created", "expires",
            "rule-set", "directory-version", "search-record", "screening", Part,
        ],
        [AuditKind.AnswerDelivered] = ["origin", "slot", "query-digest", "outcome", "statement-digest", "sealed-digest"],
        [AuditKind.DisclosureRequested] = ["query", "query-digest", "owner", "collection", "content-digest", "created", "expires"],
        [AuditKind.DisclosureAnswered] = ["query", "origin", "outcome", "statement-digest", "sealed-digest", "outcomes-commitment"],
        [AuditKind.ManifestPublished] = ["slot", "epoch", "revision", "valid-from", "valid-until", "entries", "files"],
        [AuditKind.DirectoryPublished] = ["digest", "expires", "members"],
        [AuditKind.MemberAdmitted] = ["directory-version"],
        [AuditKind.MemberSuspended] = ["directory-version", "reason"],
        [AuditKind.CredentialIssued] = ["statement-digest"],
        [AuditKind.CredentialRevoked] = ["statement-digest", "credential"],
        [AuditKind.PolicyChanged] = ["statement-digest"],
        [AuditKind.BudgetRefused] = ["query-digest", "officer", "agency", "purpose", "retry-at"],
        [AuditKind.AdministratorAction] = ["action", "detail"],
        [AuditKind.MessageRelayed] = ["recipient", "letter-digest", "sealed-digest", "expires"],
        [AuditKind.PayloadsErased] = ["kind", "before", "first", "last", "count"],
        [AuditKind.QueryCancelled] = ["query-digest", "statement-digest"],
        [AuditKind.AttemptRefused] = ["operation", "reason"],
        [AuditKind.AttemptsSummarized] = ["operation", "reason", "minute"],
        [AuditKind.SlotAnswered] = ["origin", "slot", "query-digest", "outcome", "statement-digest", "sealed-digest", HubEntry, HubSize],
        [AuditKind.DisclosureReplied] = ["query", "origin", "outcome", "statement-digest", "sealed-digest", "outcomes-commitment", HubEntry, HubSize],
        [AuditKind.LetterTaken] = ["origin", "letter-digest", "outcome", HubEntry, HubSize],
    }.ToFrozenDictionary();
}
