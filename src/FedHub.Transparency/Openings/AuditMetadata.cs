using System.Collections.Frozen;

namespace FedHub.Transparency;

/// <summary>
/// What a regional auditor is given of an entry: kind, member, subject, and those fields that say who asked whom, when, for which purpose, how
/// many keys of which class, and how it ended; no officer, agency, credential, legal basis, case, digest of content or free text.
/// </summary>
public static class AuditMetadata
{
    private static readonly FrozenSet<string> _fields = new[]
    {
        "action", "before", "collection", "count", "created", "directory-version", "entries", "epoch", "expires", "first", "hub-entry", "hub-size", "kind", "last", "members", "minute", "operation", "origin", "outcome",
        "owner", "part", "purpose", "query", "reason", "recipient", "retry-at", "revision", "rule-set", "screening", "slot", "urgency", "valid-from", "valid-until",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The names of the fields that are metadata, of whatever kind; a field that is added to a kind is withheld until it is listed here.</summary>
    public static IReadOnlySet<string> Fields => _fields;

    /// <summary>The payload without the fields that are withheld.</summary>
    public static AuditPayload Of(AuditPayload payload) => payload with { Details = payload.Details.RemoveAll(detail => !_fields.Contains(detail.Name)) };
}
