using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FedHub.Cryptography;

/// <summary>The hashes of suite ristretto255-SHA512 for one mode (RFC 9497 §4.1), each under its own domain separation tag.</summary>
/// <remarks>The product uses mode 0x01 only. The others exist so that their published vectors test the shared parts.</remarks>
internal sealed class OprfSuite
{
    internal static readonly OprfSuite Oprf = new(0);
    internal static readonly OprfSuite Voprf = new(1);
    internal static readonly OprfSuite Poprf = new(2);

    private const int HashSize = 64;
    private const int StackLimit = 512;

    private readonly byte[] _hashToGroup;
    private readonly byte[] _hashToScalar;
    private readonly byte[] _deriveKeyPair;

    private OprfSuite(byte mode)
    {
        // contextString = "OPRFV1-" || I2OSP(mode, 1) || "-" || identifier (RFC 9497 §3.1).
        byte[] context = [.. "OPRFV1-"u8, mode, .. "-ristretto255-SHA512"u8];
        _hashToGroup = [.. "HashToGroup-"u8, .. context];
        _hashToScalar = [.. "HashToScalar-"u8, .. context];
        _deriveKeyPair = [.. "DeriveKeyPair"u8, .. context];
        SeedTag = [.. "Seed-"u8, .. context];
    }

    /// <summary>The tag of the seed that composites derive from (RFC 9497 §2.2.1).</summary>
    internal byte[] SeedTag { get; }

    internal void HashToGroup(ReadOnlySpan<byte> input, Span<byte> element)
    {
        Span<byte> uniform = stackalloc byte[HashSize];
        Expand(input, _hashToGroup, uniform);
        Ristretto255.FromUniform(uniform, element);
        CryptographicOperations.ZeroMemory(uniform);
    }

    internal void HashToScalar(ReadOnlySpan<byte> input, Span<byte> scalar) => HashToScalar(input, _hashToScalar, scalar);

    /// <summary>DeriveKeyPair of RFC 9497 §3.2.1: the private scalar.</summary>
    internal void DeriveKey(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> info, Span<byte> privateKey)
    {
        var length = seed.Length + 2 + info.Length + 1;
        Span<byte> input = length <= StackLimit ? stackalloc byte[length] : new byte[length];
        seed.CopyTo(input);
        BinaryPrimitives.WriteUInt16BigEndian(input[seed.Length..], checked((ushort)info.Length));
        info.CopyTo(input[(seed.Length + 2)..]);
        privateKey[..Ristretto255.ScalarSize].Clear();
        for (var counter = 0; !privateKey[..Ristretto255.ScalarSize].ContainsAnyExcept((byte)0); counter++)
        {
            input[^1] = checked((byte)counter);
            HashToScalar(input, _deriveKeyPair, privateKey);
        }

        CryptographicOperations.ZeroMemory(input);
    }

    /// <summary>The hash that closes Finalize in modes 0x00 and 0x01 (RFC 9497 §3.3.1).</summary>
    internal static void HashOutput(ReadOnlySpan<byte> input, ReadOnlySpan<byte> unblinded, Span<byte> output)
    {
        var length = 2 + input.Length + 2 + Ristretto255.ElementSize + "Finalize"u8.Length;
        Span<byte> buffer = length <= StackLimit ? stackalloc byte[length] : new byte[length];
        var writer = new LengthPrefixedWriter(buffer);
        writer.WritePrefixed(input);
        writer.WritePrefixed(unblinded[..Ristretto255.ElementSize]);
        writer.Write("Finalize"u8);
        SHA512.HashData(buffer, output);
        CryptographicOperations.ZeroMemory(buffer);
    }

    private static void HashToScalar(ReadOnlySpan<byte> input, ReadOnlySpan<byte> tag, Span<byte> scalar)
    {
        Span<byte> uniform = stackalloc byte[HashSize];
        Expand(input, tag, uniform);
        Ristretto255.Reduce(uniform, scalar);
        CryptographicOperations.ZeroMemory(uniform);
    }

    /// <summary>expand_message_xmd with SHA-512 for 64 bytes, so of one block (RFC 9380 §5.3.1).</summary>
    private static void Expand(ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag, Span<byte> uniform)
    {
        const int blockSize = 128;
        var tagSize = tag.Length + 1;
        var length = blockSize + message.Length + 3 + tagSize;
        Span<byte> first = length <= 2 * StackLimit ? stackalloc byte[length] : new byte[length];
        first[..blockSize].Clear();
        message.CopyTo(first[blockSize..]);
        BinaryPrimitives.WriteUInt16BigEndian(first[(blockSize + message.Length)..], HashSize);
        first[blockSize + message.Length + 2] = 0;
        AppendTag(first[^tagSize..], tag);

        Span<byte> second = stackalloc byte[HashSize + 1 + tagSize];
        SHA512.HashData(first, second);
        second[HashSize] = 1;
        AppendTag(second[^tagSize..], tag);
        SHA512.HashData(second, uniform);
        CryptographicOperations.ZeroMemory(first);
        CryptographicOperations.ZeroMemory(second);
    }

    private static void AppendTag(Span<byte> destination, ReadOnlySpan<byte> tag)
    {
        tag.CopyTo(destination);
        destination[tag.Length] = (byte)tag.Length;
    }
}
