using System.Buffers.Binary;

namespace FedHub.Cryptography;

/// <summary>Writes the inputs of hashes: raw bytes, or a u16 big-endian length and the bytes.</summary>
internal ref struct LengthPrefixedWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    internal int Written { get; private set; }

    internal void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_destination[Written..]);
        Written += bytes.Length;
    }

    internal void WritePrefixed(scoped ReadOnlySpan<byte> bytes)
    {
        WriteUInt16(checked((ushort)bytes.Length));
        Write(bytes);
    }

    internal void WriteUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_destination[Written..], value);
        Written += sizeof(ushort);
    }

    internal void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_destination[Written..], value);
        Written += sizeof(uint);
    }

    internal void WriteByte(byte value)
    {
        _destination[Written] = value;
        Written++;
    }
}
