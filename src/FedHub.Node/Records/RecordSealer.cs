using System.Security.Cryptography;
using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Keys;

namespace FedHub.Node.Records;

/// <summary>Encrypts records and their search keys for the database, and opens them. What is bound to what is in the associated data.</summary>
/// <remarks>
/// A stretched key is as good as the identifier to whoever can guess identifiers, so neither lies in the database in the clear, nor does
/// a plain hash of either: references and fingerprints are HMACs. The database file without the master key tells counts and times.
/// </remarks>
internal sealed class RecordSealer : IDisposable
{
    internal const int ReferenceSize = 32;
    internal const int FingerprintSize = 8;

    private readonly SymmetricKey _contentKey;
    private readonly SymmetricKey _keysKey;
    private readonly SecretBytes _macKey;

    internal RecordSealer(NodeKeys keys)
    {
        _contentKey = keys.DeriveKey("record content");
        _keysKey = keys.DeriveKey("record keys");
        _macKey = keys.DeriveSecret("record mac");
    }

    public void Dispose()
    {
        _contentKey.Dispose();
        _keysKey.Dispose();
        _macKey.Dispose();
    }

    /// <summary>What a record is found by: HMAC of its record id.</summary>
    internal byte[] Reference(string recordId) => Mac("reference ", Encoding.UTF8.GetBytes(recordId));

    /// <summary>Tells whether content and collection changed.</summary>
    internal byte[] ContentMac(CollectionName collection, ReadOnlySpan<byte> encoded) => Mac($"content {collection} ", encoded);

    /// <summary>Tells keys of one class apart without telling what they are.</summary>
    internal byte[] Fingerprint(StoredKey key) => Mac($"key {key.Class.ToToken()} ", key.Stretched)[..FingerprintSize];

    internal byte[] SealContent(byte[] reference, ReadOnlySpan<byte> encoded) => _contentKey.Encrypt(encoded, reference);

    /// <summary>Opens what <see cref="SealContent"/> gave.</summary>
    /// <exception cref="InvalidDataException">Altered, or written under another master key.</exception>
    internal RecordContent OpenContent(byte[] reference, ReadOnlySpan<byte> sealedContent)
    {
        if (!_contentKey.TryDecrypt(sealedContent, reference, out var encoded))
        {
            throw Unreadable();
        }

        try
        {
            return RecordContentCodec.Decode(encoded);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(encoded);
        }
    }

    internal byte[] SealKeys(byte[] reference, IdentifierClass identifierClass, IReadOnlyCollection<StoredKey> keys)
    {
        var encoded = StoredKeyCodec.Encode(keys);
        var sealedKeys = _keysKey.Encrypt(encoded, [.. reference, (byte)identifierClass]);
        CryptographicOperations.ZeroMemory(encoded);
        return sealedKeys;
    }

    /// <summary>Opens what <see cref="SealKeys"/> gave.</summary>
    /// <exception cref="InvalidDataException">Altered, or written under another master key.</exception>
    internal List<StoredKey> OpenKeys(byte[] reference, IdentifierClass identifierClass, ReadOnlySpan<byte> sealedKeys)
    {
        if (!_keysKey.TryDecrypt(sealedKeys, [.. reference, (byte)identifierClass], out var encoded))
        {
            throw Unreadable();
        }

        try
        {
            return StoredKeyCodec.Decode(identifierClass, encoded);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(encoded);
        }
    }

    /// <summary>Derives and stretches the keys of a record, all classes.</summary>
    internal static List<StoredKey> Stretch(DerivedKeys derived) =>
        [.. derived.Keys.Select(key => Stretch((IdentifierClass)(byte)key.Class, key.Kind, key.Weight, key.ToCanonicalBytes()))];

    /// <summary>The key of a slot's canary: kind <c>canary</c>, value the slot's text.</summary>
    internal static StoredKey CanaryKey(SlotId slot)
    {
        var key = new SearchKey((KeyClass)(byte)slot.Class, StoredKey.CanaryKind, slot.ToString(), 0);
        return Stretch(slot.Class, key.Kind, 0, key.ToCanonicalBytes());
    }

    private static StoredKey Stretch(IdentifierClass identifierClass, string kind, double weight, byte[] canonical)
    {
        var stretched = new byte[MatchInput.StretchedSize];
        MatchInput.Stretch(identifierClass, canonical, stretched);
        CryptographicOperations.ZeroMemory(canonical);
        return new StoredKey(identifierClass, kind, weight, stretched);
    }

    private byte[] Mac(string label, ReadOnlySpan<byte> data)
    {
        using var lease = _macKey.Lease();
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, lease.Bytes);
        mac.AppendData(Encoding.ASCII.GetBytes(label));
        mac.AppendData(data);
        return mac.GetHashAndReset();
    }

    private static InvalidDataException Unreadable() =>
        new("A record cannot be decrypted: the database was altered, or belongs to another master.key.");
}
