using System.Buffers.Binary;
using System.Text;

namespace FedHub.Transparency;

/// <summary>Reads the length-prefixed encoding of payloads from bytes that may be anything.</summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    internal readonly bool IsAtEnd => _rest.IsEmpty;

    internal bool TryReadByte(out byte value)
    {
        value = 0;
        if (_rest.IsEmpty)
        {
            return false;
        }

        value = _rest[0];
        _rest = _rest[1..];
        return true;
    }

    internal bool TryReadUInt16(out ushort value)
    {
        if (!BinaryPrimitives.TryReadUInt16BigEndian(_rest, out value))
        {
            return false;
        }

        _rest = _rest[sizeof(ushort)..];
        return true;
    }

    internal bool TryReadString(out string text)
    {
        text = string.Empty;
        if (!TryReadUInt16(out var size) || size > _rest.Length)
        {
            return false;
        }

        try
        {
            text = PayloadWriter.Utf8.GetString(_rest[..size]);
        }
        catch (DecoderFallbackException)
        {
            // Bytes that are not UTF-8 are an expected outcome.
            return false;
        }

        _rest = _rest[size..];
        return true;
    }
}
