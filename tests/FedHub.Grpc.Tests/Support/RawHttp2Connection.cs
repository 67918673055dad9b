using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FedHub.Grpc.Tests.Support;

/// <summary>A scripted HTTP/2 client that sends any frames, well-formed or not.</summary>
internal sealed class RawHttp2Connection : IAsyncDisposable
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte PingFrame = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte Continuation = 9;

    public const byte EndStream = 1;
    public const byte EndHeaders = 4;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private NetworkStream _stream = null!;

    public static async Task<RawHttp2Connection> OpenAsync(int port)
    {
        var connection = new RawHttp2Connection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port).WaitAsync(Wait.Long);
        connection._stream = new NetworkStream(connection._socket, ownsSocket: true);
        await connection._stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await connection.SendAsync(Settings, 0, 0, []);
        return connection;
    }

    public static byte[] UInt32(uint value)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        return octets;
    }

    /// <summary>The headers of a call, each a literal field that is not indexed (HPACK, RFC 7541 §6.2.2), without Huffman code.</summary>
    public static byte[] CallHeaders(string method, params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] all =
        [
            (":method", "POST"), (":scheme", "http"), (":path", $"/fedhub.grpc.tests.Probe/{method}"), (":authority", "localhost"),
            ("content-type", "application/grpc"), ("te", "trailers"), .. more,
        ];
        return [.. all.SelectMany(header => (byte[])[0, .. Text(header.Name), .. Text(header.Value)])];
    }

    /// <summary>A string literal of up to 2^21 octets.</summary>
    public static byte[] Text(string text)
    {
        var octets = Encoding.ASCII.GetBytes(text);
        return octets.Length < 127
            ? [(byte)octets.Length, .. octets]
            : [127, (byte)(0x80 | ((octets.Length - 127) & 0x7f)), (byte)(0x80 | (((octets.Length - 127) >> 7) & 0x7f)), (byte)((octets.Length - 127) >> 14), .. octets];
    }

    public async Task SendAsync(byte type, byte flags, uint stream, byte[] payload) =>
        await _stream.WriteAsync((byte[])[.. UInt32((uint)payload.Length)[1..], type, flags, .. UInt32(stream), .. payload]).AsTask().WaitAsync(Wait.Long);

    /// <summary>Sends frames until <paramref name="count"/> or until the server closes the connection.</summary>
    public Task FloodAsync(int count, Func<uint, Task> sendAsync) => FloodAsync(count, sendAsync, ReadToEndAsync());

    /// <summary>Sends frames likewise, and waits until the server closes the connection.</summary>
    public async Task FloodToEndAsync(int count, Func<uint, Task> sendAsync)
    {
        // The server's answers are read meanwhile, so that it is not this peer who is slow.
        var ended = ReadToEndAsync();
        await FloodAsync(count, sendAsync, ended);
        await ended.WaitAsync(Wait.Long);
    }

    /// <summary>Reads until the server closes the connection, and returns the error code of its GOAWAY, if any.</summary>
    public async Task<uint?> ReadToEndAsync()
    {
        uint? error = null;
        var header = new byte[9];
        try
        {
            while (true)
            {
                await _stream.ReadExactlyAsync(header);
                var payload = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
                await _stream.ReadExactlyAsync(payload);
                if (header[3] == GoAway)
                {
                    error = BinaryPrimitives.ReadUInt32BigEndian(payload.AsSpan(4));
                }
            }
        }
        catch (IOException)
        {
            return error;
        }
    }

    /// <summary>Reads frames until one of this type on this stream; its payload.</summary>
    public async Task<byte[]> ReadAsync(byte type, uint stream)
    {
        using var timeout = new CancellationTokenSource(Wait.Long);
        var header = new byte[9];
        while (true)
        {
            await _stream.ReadExactlyAsync(header, timeout.Token);
            var payload = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
            await _stream.ReadExactlyAsync(payload, timeout.Token);
            if (header[3] == type && BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(5)) == stream)
            {
                return payload;
            }
        }
    }

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();

    private static async Task FloodAsync(int count, Func<uint, Task> sendAsync, Task ended)
    {
        try
        {
            for (var i = 0; i < count && !ended.IsCompleted; i++)
            {
                await sendAsync((uint)((2 * i) + 1));
            }
        }
        catch (IOException)
        {
            // The server closed the connection: what a flood deserves.
        }
    }
}
