using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>A country in the directory.</summary>
/// <param name="Id">ISO 3166-1 alpha-3.</param>
/// <param name="DisplayName">English short name.</param>
/// <param name="Suspended">Suspended members neither ask nor answer.</param>
/// <param name="Keys">Current and retiring keys.</param>
/// <param name="Collections">What can be asked.</param>
/// <param name="Desks">First one is the default desk.</param>
public sealed record ListedMember(
    MemberId Id,
    string DisplayName,
    bool Suspended,
    IReadOnlyList<ListedKey> Keys,
    IReadOnlyList<ListedCollection> Collections,
    IReadOnlyList<ListedDesk> Desks)
{
    /// <summary>Keys that may sign for the member at a moment.</summary>
    public IReadOnlyList<VerificationKey> SigningKeysAt(DateTimeOffset at)
    {
        var keys = new List<VerificationKey>(2);
        foreach (var listed in Keys)
        {
            if (listed.Use == KeyUse.Signing && listed.IsValidAt(at) && VerificationKey.TryFromBytes(listed.Key.Span, out var key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    /// <summary>The newest key to seal to at a moment.</summary>
    public bool TryGetSealingKeyAt(DateTimeOffset at, out SealingPublicKey key)
    {
        key = default;
        var newest = Keys.Where(listed => listed.Use == KeyUse.Sealing && listed.IsValidAt(at)).MaxBy(listed => listed.ValidFrom);
        return newest is not null && SealingPublicKey.TryFromBytes(newest.Key.Span, out key);
    }

    /// <summary>The key with which the member cosigns the log at a moment: the newest that counts; null when none is listed.</summary>
    public VerificationKey? WitnessKeyAt(DateTimeOffset at) => FederationDirectory.KeyAt(Keys, KeyUse.Witness, at);

    /// <summary>The key that signs the log which the member's node keeps of what it answered: the newest that counts; null when none is listed.</summary>
    public VerificationKey? LogKeyAt(DateTimeOffset at) => FederationDirectory.KeyAt(Keys, KeyUse.Log, at);

    /// <summary>Whether a TLS key is this member's at a moment.</summary>
    public bool HasTlsKey(Digest spki, DateTimeOffset at) =>
        Keys.Any(listed => listed.Use == KeyUse.Tls && listed.IsValidAt(at) && listed.Key.Span.SequenceEqual(spki.AsSpan()));

    /// <summary>The ceiling of a slot; null when the slot cannot be asked.</summary>
    public ulong? CeilingOf(CollectionName collection, IdentifierClass identifierClass) =>
        Collections.FirstOrDefault(listed => listed.Name == collection)?.Ceilings.TryGetValue(identifierClass, out var ceiling) == true
            ? ceiling
            : null;
}
