using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// An entry of the log, 43 bytes: u8 version (1) ‖ u64 time in Unix milliseconds ‖ u16 length (32) ‖ commitment, big-endian.
/// </summary>
/// <remarks>The encoding is hashed into the tree for ever: a change is a new version beside this one, never an edit.</remarks>
/// <param name="UnixMilliseconds">When the entry was submitted; not negative.</param>
/// <param name="Commitment"><see cref="AuditCommitment"/> to the payload.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AuditLeaf(long UnixMilliseconds, Digest Commitment)
{
    /// <summary>43 bytes.</summary>
    public const int EncodedSize = 1 + sizeof(ulong) + sizeof(ushort) + Digest.Size;

    private const byte Version = 1;
    private const int LengthOffset = 1 + sizeof(ulong);
    private const int CommitmentOffset = LengthOffset + sizeof(ushort);

    /// <summary>When the entry was submitted, in UTC to the millisecond.</summary>
    public DateTimeOffset SubmittedAt => DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds);

    /// <summary>The leaf's hash in the tree.</summary>
    public Digest Hash() => MerkleHash.Leaf(Encode());

    /// <summary>The 43 bytes.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[EncodedSize];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), checked((ulong)UnixMilliseconds));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(LengthOffset), Digest.Size);
        Commitment.CopyTo(bytes.AsSpan(CommitmentOffset));
        return bytes;
    }

    /// <summary>Reads bytes from outside; false unless <see cref="Encode"/> gives the same bytes again.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out AuditLeaf leaf)
    {
        leaf = default;
        if (bytes.Length != EncodedSize
            || bytes[0] != Version
            || BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]) > (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || BinaryPrimitives.ReadUInt16BigEndian(bytes[LengthOffset..]) != Digest.Size)
        {
            return false;
        }

        leaf = new AuditLeaf((long)BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]), Digest.FromBytes(bytes[CommitmentOffset..]));
        return true;
    }
}
