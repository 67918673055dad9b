using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>A verified directory: who the members are. Immutable.</summary>
public sealed class FederationDirectory
{
    private readonly Dictionary<MemberId, ListedMember> _members;

    internal FederationDirectory(
        ulong version,
        string federation,
        DateTimeOffset createdAt,
        DateTimeOffset expiresAt,
        FederationKeySet federationKeys,
        IReadOnlyList<ListedMember> members,
        IReadOnlyList<ListedKey> hubKeys,
        IReadOnlyList<ListedRuleSet> ruleSets,
        Digest digest)
    {
        Version = version;
        Federation = federation;
        CreatedAt = createdAt;
        ExpiresAt = expiresAt;
        FederationKeys = federationKeys;
        HubKeys = hubKeys;
        RuleSets = ruleSets;
        Digest = digest;
        _members = members.ToDictionary(member => member.Id);
    }

    /// <summary>Counted up from 1.</summary>
    public ulong Version { get; }

    /// <summary>Name of the federation.</summary>
    public string Federation { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Until when it may be relied on.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Keys that sign the next version.</summary>
    public FederationKeySet FederationKeys { get; }

    /// <summary>All members, suspended ones too.</summary>
    public IReadOnlyCollection<ListedMember> Members => _members.Values;

    /// <summary>Keys of the hub.</summary>
    public IReadOnlyList<ListedKey> HubKeys { get; }

    /// <summary>The rule set in force, then the next during a change.</summary>
    public IReadOnlyList<ListedRuleSet> RuleSets { get; }

    /// <summary>SHA-256 of the signed payload.</summary>
    public Digest Digest { get; }

    /// <summary>A member; null when not listed.</summary>
    public ListedMember? Member(MemberId id) => _members.GetValueOrDefault(id);

    /// <summary>The member that owns a TLS key at a moment; null when nobody does.</summary>
    public ListedMember? FindByTlsKey(Digest spki, DateTimeOffset at) =>
        _members.Values.FirstOrDefault(member => member.HasTlsKey(spki, at));

    /// <summary>Whether a TLS key is the hub's at a moment.</summary>
    public bool IsHubTlsKey(Digest spki, DateTimeOffset at) =>
        HubKeys.Any(listed => listed.Use == KeyUse.Tls && listed.IsValidAt(at) && listed.Key.Span.SequenceEqual(spki.AsSpan()));

    /// <summary>The key of the log at a moment: the newest that counts; null when none is listed.</summary>
    public VerificationKey? LogKeyAt(DateTimeOffset at) => KeyAt(HubKeys, KeyUse.Log, at);

    /// <summary>Whether a rule set may be used.</summary>
    public bool AllowsRuleSet(Digest hash) => RuleSets.Any(listed => listed.Hash == hash);

    internal static VerificationKey? KeyAt(IReadOnlyList<ListedKey> keys, KeyUse use, DateTimeOffset at) =>
        keys.Where(listed => listed.Use == use && listed.IsValidAt(at)).MaxBy(listed => listed.ValidFrom) is { } newest
        && VerificationKey.TryFromBytes(newest.Key.Span, out var key)
            ? key
            : null;
}
