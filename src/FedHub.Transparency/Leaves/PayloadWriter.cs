using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace FedHub.Transparency;

/// <summary>Writes the length-prefixed encoding of payloads.</summary>
internal sealed class PayloadWriter
{
    /// <summary>Refuses text that is not well-formed Unicode, so that reading gives back what was written.</summary>
    internal static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> _buffer = new();

    internal void WriteByte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    internal void WriteUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.GetSpan(sizeof(ushort)), value);
        _buffer.Advance(sizeof(ushort));
    }

    internal void WriteString(string text)
    {
        var size = Utf8.GetByteCount(text);
        if (size > ushort.MaxValue)
        {
            throw new ArgumentException("A text of a payload has at most 65,535 bytes.", nameof(text));
        }

        WriteUInt16((ushort)size);
        _buffer.Advance(Utf8.GetBytes(text, _buffer.GetSpan(size)));
    }

    internal byte[] ToArray() =>
        _buffer.WrittenCount <= AuditPayload.MaxEncodedSize
            ? _buffer.WrittenSpan.ToArray()
            : throw new InvalidOperationException("A payload has at most 65,535 bytes.");
}
