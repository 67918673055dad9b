using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using static FedHub.Grpc.Tests.Support.RawHttp2Connection;

namespace FedHub.Grpc.Tests;

/// <summary>Peers that abuse HTTP/2. Each time the server must refuse or end that connection, or bear it, and serve others as before.</summary>
public sealed class HostilePeerTests
{
    private const uint ProtocolError = 1;
    private const uint FlowControlError = 3;
    private const uint FrameSizeError = 6;
    // How Kestrel logs that it gave up on a flooding peer.
    private const string FloodLog = "Connection id";

    private static readonly byte[] _emptyMessage = [0, 0, 0, 0, 0];

    [Fact]
    public async Task RapidReset_EndsTheConnectionAndNothingElse()
    {
        await using var server = await StartAsync();
        server.ExpectError(FloodLog);
        await using var peer = await OpenAsync(server.Port);

        await peer.FloodToEndAsync(20_000, async stream =>
        {
            await peer.SendAsync(Headers, EndHeaders, stream, CallHeaders("Duplex"));
            await peer.SendAsync(Reset, 0, stream, UInt32(8));
        });

        await ShouldServeAsync(server);
    }

    [Fact]
    public async Task ServerProvokedResets_EndTheConnectionAndNothingElse()
    {
        await using var server = await StartAsync();
        server.ExpectError(FloodLog);
        await using var peer = await OpenAsync(server.Port);

        // A window update of 0 makes the server reset the stream (CVE-2025-8671).
        await peer.FloodToEndAsync(20_000, async stream =>
        {
            await peer.SendAsync(Headers, EndHeaders, stream, CallHeaders("Duplex"));
            await peer.SendAsync(WindowUpdate, 0, stream, UInt32(0));
        });

        await ShouldServeAsync(server);
    }

    [Fact]
    public async Task ContinuationFlood_IsRefusedAtTheHeaderLimit()
    {
        await using var server = await StartAsync();
        await using var peer = await OpenAsync(server.Port);
        await peer.SendAsync(Headers, 0, 1, CallHeaders("Unary"));

        await peer.FloodToEndAsync(2_000, _ => peer.SendAsync(Continuation, 0, 1, [0, .. Text("x-filler"), .. Text(new string('a', 1_000))]));

        await ShouldServeAsync(server);
    }

    [Fact]
    public async Task EmptyContinuationFlood_DoesNotHarmOthers()
    {
        await using var server = await StartAsync();
        await using var peer = await OpenAsync(server.Port);
        await peer.SendAsync(Headers, 0, 1, CallHeaders("Unary"));

        await peer.FloodAsync(5_000, _ => peer.SendAsync(Continuation, 0, 1, []));

        await ShouldServeAsync(server);
    }

    [Fact]
    public async Task HpackBomb_IsRefusedAtTheHeaderLimit()
    {
        await using var server = await StartAsync();
        await using var peer = await OpenAsync(server.Port);

        // One entry of 4,000 octets put into the table (index 62), then named 500 times in one octet each.
        await peer.SendAsync(
            Headers, EndHeaders, 1, [.. CallHeaders("Unary"), 0x40, .. Text("bomb"), .. Text(new string('b', 4_000)), .. Enumerable.Repeat((byte)0xbe, 500)]);

        (await peer.ReadToEndAsync().WaitAsync(Wait.Long)).ShouldNotBeNull();
        await ShouldServeAsync(server);
    }

    [Fact]
    public async Task HeaderCount_OverTheLimit_IsRefused()
    {
        await using var server = await StartAsync();
        await using var peer = await OpenAsync(server.Port);

        await peer.SendAsync(
            Headers, EndHeaders, 1, CallHeaders("Unary", [.. Enumerable.Range(0, 60).Select(i => ($"h{i}", "v"))]));

        System.Text.Encoding.ASCII.GetString(await peer.ReadAsync(Headers, 1)).ShouldContain("431");
        await ShouldServeAsync(server);
    }

    [Fact]
    public async Task ZeroLengthDataFlood_IsBorneAndTheCallEnds()
    {
        await using var server = await StartAsync();
        await using var peer = await OpenAsync(server.Port);
        await peer.SendAsync(Headers, EndHeaders, 1, CallHeaders("Duplex"));

        for (var i = 0; i < 5_000; i++)
        {
            await peer.SendAsync(Data, 0, 1, []);
        }

        await ShouldServeAsync(server);
        await peer.SendAsync(Data, EndStream, 1, _emptyMessage);
        (await peer.ReadAsync(Data, 1)).ShouldBe(_emptyMessage);
    }

    [Theory]
    [InlineData(Settings, 0)]
    [InlineData(PingFrame, 8)]
    public async Task SettingsOrPingFlood_DoesNotHarmOthers(byte type, int bytes)
    {
        await using var server = await StartAsync();
        await using var peer = await OpenAsync(server.Port);

        await peer.FloodAsync(5_000, _ => peer.SendAsync(type, 0, 0, new byte[bytes]));

        await ShouldServeAsync(server);
    }

    public static TheoryData<string, byte, byte, uint, byte[], uint> Violations => new()
    {
        { "connection window update of 0", WindowUpdate, 0, 0, UInt32(0), ProtocolError },
        { "connection window overflow", WindowUpdate, 0, 0, UInt32(int.MaxValue), FlowControlError },
        { "data on the connection", Data, 0, 0, [1], ProtocolError },
        { "data on a stream never opened", Data, 0, 1, [1], ProtocolError },
        { "headers on an even stream", Headers, EndHeaders, 2, CallHeaders("Unary"), ProtocolError },
        { "continuation without headers", Continuation, EndHeaders, 1, [], ProtocolError },
        { "reset of an idle stream", Reset, 0, 7, UInt32(8), ProtocolError },
        { "ping of 3 octets", PingFrame, 0, 0, [1, 2, 3], FrameSizeError },
        { "settings of 5 octets", Settings, 0, 0, [1, 2, 3, 4, 5], FrameSizeError },
        { "frame over the size limit", Data, 0, 1, new byte[20_000], FrameSizeError },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task Violation_OfTheProtocol_EndsTheConnectionWithItsError(string what, byte type, byte flags, uint stream, byte[] payload, uint expected)
    {
        await using var server = await StartAsync();
        await using var peer = await OpenAsync(server.Port);

        await peer.SendAsync(type, flags, stream, payload);

        (await peer.ReadToEndAsync().WaitAsync(Wait.Long)).ShouldBe(expected, what);
        await ShouldServeAsync(server);
    }

    [Fact]
    public async Task RandomFrames_NeverHarmOthers()
    {
        await using var server = await StartAsync();
        var random = new Random(77);
        for (var connection = 0; connection < 60; connection++)
        {
            await using var peer = await OpenAsync(server.Port);
            await peer.FloodAsync(20, _ =>
            {
                var payload = random.Next(3) == 0 ? CallHeaders("Duplex") : new byte[random.Next(64)];
                if (random.Next(2) == 0)
                {
                    random.NextBytes(payload);
                }

                return peer.SendAsync((byte)random.Next(11), (byte)random.Next(256), (uint)random.Next(5), payload);
            });
        }

        await ShouldServeAsync(server);
    }

    [Fact]
    public async Task SlowReader_LargeDownload_HoldsTheHandlerBackAndNobodyElse()
    {
        await using var server = await StartAsync();
        var written = 0;
        server.Service.OnDownload = async (_, responses, context) =>
        {
            while (!context.CancellationToken.IsCancellationRequested)
            {
                await responses.WriteAsync(new Pong { Payload = Google.Protobuf.ByteString.CopyFrom(new byte[10_000]) }, context.CancellationToken);
                Interlocked.Increment(ref written);
            }
        };
        await using (var peer = await OpenAsync(server.Port))
        {
            await peer.SendAsync(Headers, EndHeaders, 1, CallHeaders("Download"));
            await peer.SendAsync(Data, EndStream, 1, _emptyMessage);
            await peer.ReadAsync(Data, 1);
            await ShouldServeAsync(server);

            // The windows are 64 KiB, and Kestrel buffers as much again.
            Volatile.Read(ref written).ShouldBeLessThan(50);
        }
    }

    private static Task<ProbeServer> StartAsync() => ProbeServer.StartAsync(kestrel: options => options.UseGrpcLimits(maxConnections: 100));

    private static async Task ShouldServeAsync(ProbeServer server) =>
        (await server.Client.UnaryAsync(new Ping { Number = 3 }).ResponseAsync.WaitAsync(Wait.Long)).Number.ShouldBe(3);
}
