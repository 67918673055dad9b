using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// Tells a signer's keys apart: the first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), written as 8 hex digits. A name, not a proof.
/// </summary>
public readonly record struct NoteKeyId
{
    /// <summary>4 bytes.</summary>
    public const int Size = sizeof(uint);

    private readonly uint _value;

    private NoteKeyId(uint value) => _value = value;

    /// <summary>The id of a key (C2SP signed-note).</summary>
    public static NoteKeyId Of(KeyName name, NoteSignatureType type, ReadOnlySpan<byte> publicKey)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(NoteText.Encode(name.ToString()));
        hash.AppendData([(byte)'\n', (byte)type]);
        hash.AppendData(publicKey);
        Span<byte> digest = stackalloc byte[Digest.Size];
        hash.GetHashAndReset(digest);
        return FromBytes(digest);
    }

    /// <summary>Takes the first four bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than four.</exception>
    public static NoteKeyId FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt32BigEndian(bytes));

    /// <summary>Reads 8 lower-case hex digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NoteKeyId id)
    {
        id = default;
        if (text.Length != 2 * Size
            || text.ContainsAnyInRange('A', 'Z')
            || !uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        id = new NoteKeyId(value);
        return true;
    }

    /// <summary>Writes the four bytes.</summary>
    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt32BigEndian(destination, _value);

    /// <summary>8 lower-case hex digits.</summary>
    public override string ToString() => _value.ToString("x8", CultureInfo.InvariantCulture);
}
