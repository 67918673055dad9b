using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace FedHub.Benchmarks;

/// <summary>
/// Makes unary calls over one HTTP/2 connection in prepared bytes, one after the other, and allocates nothing for it:
/// so what the process allocates meanwhile is the server's.
/// </summary>
internal sealed class RawEchoClient : IDisposable
{
    private const int FrameHeaderBytes = 9;
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte EndStream = 1;
    private const byte EndHeaders = 4;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly int _dataOffset;
    private readonly byte[] _incoming = new byte[64 * 1024];
    private int _end;
    private uint _stream = 1;

    public RawEchoClient(Uri address, string path, byte[] message)
    {
        var headers = Block(
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", address.Authority), ("content-type", "application/grpc"), ("te", "trailers"));
        byte[] body = [0, .. BigEndian((uint)message.Length), .. message];
        _request = [.. Frame(Headers, EndHeaders, headers), .. Frame(Data, EndStream, body)];
        _dataOffset = FrameHeaderBytes + headers.Length;
        _socket.Connect(address.Host, address.Port);

        // Preface, empty SETTINGS, and a window that nobody has to refill.
        _socket.Send([.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(4, 0, []), .. Frame(8, 0, BigEndian(int.MaxValue - 65_535))]);
    }

    /// <summary>Sends one request and reads to the end of its response.</summary>
    public void Call()
    {
        BinaryPrimitives.WriteUInt32BigEndian(_request.AsSpan(5), _stream);
        BinaryPrimitives.WriteUInt32BigEndian(_request.AsSpan(_dataOffset + 5), _stream);
        _stream += 2;
        _socket.Send(_request);
        while (!TakeFrames())
        {
            var count = _socket.Receive(_incoming, _end, _incoming.Length - _end, SocketFlags.None);
            _end += count > 0 ? count : throw new IOException("The server closed the connection.");
        }
    }

    public void Dispose() => _socket.Dispose();

    private static byte[] BigEndian(uint value)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        return octets;
    }

    private static byte[] Frame(byte type, byte flags, byte[] payload) =>
        [.. BigEndian((uint)payload.Length)[1..], type, flags, 0, 0, 0, 0, .. payload];

    // HPACK: literal header fields that are not indexed, names and values under 127 octets, no Huffman code.
    private static byte[] Block(params (string Name, string Value)[] headers) =>
        [.. headers.SelectMany(header => (byte[])[
            0, (byte)header.Name.Length, .. Encoding.ASCII.GetBytes(header.Name), (byte)header.Value.Length, .. Encoding.ASCII.GetBytes(header.Value)])];

    // True when a frame ended the stream. Answers nothing: the server's SETTINGS need no acknowledgement here for as long as a run lasts.
    private bool TakeFrames()
    {
        var start = 0;
        var ended = false;
        while (_end - start >= FrameHeaderBytes)
        {
            var frame = _incoming.AsSpan(start);
            var length = (frame[0] << 16) | (frame[1] << 8) | frame[2];
            if (_end - start < FrameHeaderBytes + length)
            {
                break;
            }

            ended |= frame[3] is Data or Headers && (frame[4] & EndStream) != 0;
            start += FrameHeaderBytes + length;
        }

        _incoming.AsSpan(start, _end - start).CopyTo(_incoming);
        _end -= start;
        return ended;
    }
}
