using System.Net;
using System.Text.Json.Nodes;
using FedHub.Benchmarks.Protos;
using FedHub.Grpc;
using Google.Protobuf;
using Grpc.Net.Client;

namespace FedHub.Benchmarks;

/// <summary>
/// Unary calls a second of a 32-byte echo over mutual TLS, beside a plain HTTP/2 POST of 32 bytes to the same server over the same mutual TLS;
/// and bytes allocated a call on each side.
/// </summary>
/// <remarks>
/// Client and server share the process and its cores. Both kinds of call are timed in turns in the same run; the ratio is the median of the
/// turns' ratios, once by the clock and once by the processor time of the process. The server's allocation is what the process allocates while a client in prepared bytes calls it in the clear; the client's is
/// what a channel's calls cost in the clear besides.
/// </remarks>
internal sealed class GrpcBenchmark
{
    private const int PayloadBytes = 32;
    private const int Rounds = 11;
    private const int AllocationCalls = 20_000;

    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(500);
    private readonly EchoMessage _message = new() { Payload = ByteString.CopyFrom(new byte[PayloadBytes]) };

    /// <summary>Takes about a minute.</summary>
    public async Task<JsonObject> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await EchoServer.StartAsync(cancellationToken);
        return new JsonObject
        {
            ["name"] = "grpc",
            ["unit"] = "unary calls/s of a 32-byte echo over mutual TLS",
            ["baseline"] = "HTTP/2 POST of 32 bytes by HttpMessageInvoker to Kestrel over the same mutual TLS, in the same run",
            ["cases"] = await RatesAsync(server, cancellationToken),
            ["allocation"] = await AllocationAsync(server, cancellationToken),
        };
    }

    private async Task<JsonArray> RatesAsync(EchoServer server, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(
            server.SecureAddress, new GrpcChannelOptions { HttpHandler = server.CreateHandler(), DisposeHttpClient = true });
        var client = new Echo.EchoClient(channel);
        using var invoker = new HttpMessageInvoker(server.CreateHandler());
        var uri = new Uri(server.SecureAddress, "/echo");
        var payload = new byte[PayloadBytes];
        var cases = new JsonArray();
        foreach (var concurrency in new[] { 1, 8, 64 })
        {
            var grpc = new EchoLoad(concurrency, async () => await client.UnaryAsync(_message, cancellationToken: cancellationToken));
            var plain = new EchoLoad(concurrency, () => PostAsync(invoker, uri, payload, cancellationToken));
            cases.Add(await MeasureAsync(concurrency, grpc, plain));
        }

        return cases;
    }

    private static async Task<JsonObject> MeasureAsync(int concurrency, EchoLoad grpc, EchoLoad plain)
    {
        // The first calls connect and compile; compiled code settles after seconds under load.
        _ = await grpc.RateAsync(_warmUp);
        _ = await plain.RateAsync(_warmUp);
        var ours = new (double PerSecond, double PerProcessorSecond)[Rounds];
        var theirs = new (double PerSecond, double PerProcessorSecond)[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            ours[round] = await grpc.RateAsync(_turn);
            theirs[round] = await plain.RateAsync(_turn);
        }

        return new JsonObject
        {
            ["case"] = $"concurrency {concurrency}",
            ["figure"] = Math.Round(Median([.. ours.Select(our => our.PerSecond)])),
            ["baselineFigure"] = Math.Round(Median([.. theirs.Select(their => their.PerSecond)])),
            ["ratio"] = Math.Round(Median([.. ours.Zip(theirs, (our, their) => our.PerSecond / their.PerSecond)]), 3),
            ["processorRatio"] = Math.Round(Median([.. ours.Zip(theirs, (our, their) => our.PerProcessorSecond / their.PerProcessorSecond)]), 3),
        };
    }

    private async Task<JsonObject> AllocationAsync(EchoServer server, CancellationToken cancellationToken)
    {
        using var raw = new RawEchoClient(server.PlainAddress, "/fedhub.benchmarks.Echo/Unary", _message.ToByteArray());
        using var channel = GrpcChannel.ForAddress(
            server.PlainAddress, new GrpcChannelOptions { HttpHandler = GrpcHttpHandler.Create(), DisposeHttpClient = true });
        var client = new Echo.EchoClient(channel);
        var serverBytes = await BytesPerCallAsync(() =>
        {
            raw.Call();
            return Task.CompletedTask;
        });
        var bothBytes = await BytesPerCallAsync(async () => await client.UnaryAsync(_message, cancellationToken: cancellationToken));
        return new JsonObject
        {
            ["unit"] = "bytes a call, in the clear",
            ["server"] = Math.Round(serverBytes),
            ["client"] = Math.Round(bothBytes - serverBytes),
        };
    }

    private static async Task<double> BytesPerCallAsync(Func<Task> callAsync)
    {
        for (var i = 0; i < AllocationCalls; i++)
        {
            await callAsync();
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < AllocationCalls; i++)
        {
            await callAsync();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)AllocationCalls;
    }

    private static async Task PostAsync(HttpMessageInvoker invoker, Uri uri, byte[] payload, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(payload),
        };
        using var response = await invoker.SendAsync(request, cancellationToken);
        var reply = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (reply.Length != payload.Length)
        {
            throw new InvalidDataException("The echo is not what was sent.");
        }
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
