using System.Buffers.Binary;
using System.Security.Cryptography;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Names one event for ever, so that logging it twice gives one entry: 32 bytes.</summary>
public readonly record struct IdempotencyKey
{
    /// <summary>32 bytes.</summary>
    public const int Size = Digest.Size;

    private readonly Digest _digest;

    private IdempotencyKey(Digest digest) => _digest = digest;

    /// <summary>SHA-256("fedhub event v1" ‖ u16 kind ‖ what distinguishes the event among those of its kind).</summary>
    public static IdempotencyKey Derive(AuditKind kind, ReadOnlySpan<byte> distinguisher)
    {
        Span<byte> buffer = stackalloc byte[Digest.Size];
        BinaryPrimitives.WriteUInt16BigEndian(buffer, checked((ushort)kind));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("fedhub event v1"u8);
        hash.AppendData(buffer[..sizeof(ushort)]);
        hash.AppendData(distinguisher);
        hash.GetHashAndReset(buffer);
        return new IdempotencyKey(Digest.FromBytes(buffer));
    }

    /// <summary>Takes bytes from a store; false unless there are exactly 32.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out IdempotencyKey key)
    {
        var valid = Digest.TryFromBytes(bytes, out var digest);
        key = new IdempotencyKey(digest);
        return valid;
    }

    /// <summary>A new array with the 32 bytes.</summary>
    public byte[] ToArray() => _digest.ToArray();

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => _digest.ToString();
}
