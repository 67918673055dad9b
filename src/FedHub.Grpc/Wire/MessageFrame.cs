using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace FedHub.Grpc.Wire;

/// <summary>The prefix of a message: one flag octet and the length, four octets, most significant first.</summary>
internal static class MessageFrame
{
    public const int HeaderBytes = 5;

    public static void WriteHeader(Span<byte> header, int payloadBytes)
    {
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], payloadBytes);
    }

    /// <summary>Length of the payload. Refuses compressed messages, unknown flags and anything over the limit before a byte of it is buffered.</summary>
    public static int ReadHeader(ReadOnlySpan<byte> header, int? maxPayloadBytes)
    {
        if (header[0] != 0)
        {
            throw WireError.Internal(
                header[0] == 1 ? "The message is compressed, but no encoding was agreed on." : "The message has an unknown flag.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)(maxPayloadBytes ?? int.MaxValue))
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));
        }

        return (int)length;
    }

    /// <summary>Cuts the first message off <paramref name="buffer"/>; false when it is not all there.</summary>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, int? maxPayloadBytes, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (buffer.Length < HeaderBytes)
        {
            return false;
        }

        int length;
        if (buffer.FirstSpan.Length >= HeaderBytes)
        {
            length = ReadHeader(buffer.FirstSpan, maxPayloadBytes);
        }
        else
        {
            Span<byte> header = stackalloc byte[HeaderBytes];
            buffer.Slice(0, HeaderBytes).CopyTo(header);
            length = ReadHeader(header, maxPayloadBytes);
        }

        if (buffer.Length - HeaderBytes < length)
        {
            return false;
        }

        payload = buffer.Slice(HeaderBytes, length);
        buffer = buffer.Slice(payload.End);
        return true;
    }
}
