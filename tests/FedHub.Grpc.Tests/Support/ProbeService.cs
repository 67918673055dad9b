using FedHub.Grpc.Tests.Protos;
using Grpc.Core;

namespace FedHub.Grpc.Tests.Support;

/// <summary>A service whose handlers a test sets. Untouched, each echoes.</summary>
internal sealed class ProbeService : Probe.ProbeBase
{
    public Func<Ping, ServerCallContext, Task<Pong>> OnUnary { get; set; } = (ping, _) => Task.FromResult(Echo(ping));

    public Func<IAsyncStreamReader<Ping>, ServerCallContext, Task<Pong>> OnUpload { get; set; } = SumAsync;

    public Func<Ping, IServerStreamWriter<Pong>, ServerCallContext, Task> OnDownload { get; set; } = CountAsync;

    public Func<IAsyncStreamReader<Ping>, IServerStreamWriter<Pong>, ServerCallContext, Task> OnDuplex { get; set; } = EchoAsync;

    public override Task<Pong> Unary(Ping request, ServerCallContext context) => OnUnary(request, context);

    public override Task<Pong> Upload(IAsyncStreamReader<Ping> requestStream, ServerCallContext context) => OnUpload(requestStream, context);

    public override Task Download(Ping request, IServerStreamWriter<Pong> responseStream, ServerCallContext context) =>
        OnDownload(request, responseStream, context);

    public override Task Duplex(IAsyncStreamReader<Ping> requestStream, IServerStreamWriter<Pong> responseStream, ServerCallContext context) =>
        OnDuplex(requestStream, responseStream, context);

    private static Pong Echo(Ping ping) => new() { Number = ping.Number, Payload = ping.Payload };

    private static async Task<Pong> SumAsync(IAsyncStreamReader<Ping> requests, ServerCallContext context)
    {
        var sum = 0;
        await foreach (var ping in requests.ReadAllAsync())
        {
            sum += ping.Number;
        }

        return new Pong { Number = sum };
    }

    private static async Task CountAsync(Ping request, IServerStreamWriter<Pong> responses, ServerCallContext context)
    {
        for (var i = 0; i < request.Number; i++)
        {
            await responses.WriteAsync(new Pong { Number = i });
        }
    }

    private static async Task EchoAsync(IAsyncStreamReader<Ping> requests, IServerStreamWriter<Pong> responses, ServerCallContext context)
    {
        await foreach (var ping in requests.ReadAllAsync())
        {
            await responses.WriteAsync(Echo(ping));
        }
    }
}
