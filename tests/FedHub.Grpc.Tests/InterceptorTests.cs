using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace FedHub.Grpc.Tests;

public sealed class InterceptorTests
{
    [Fact]
    public async Task ServerInterceptors_OfAllKinds_RunOutermostFirst()
    {
        var trace = new Trace();
        await using var server = await ProbeServer.StartAsync(
            options =>
            {
                options.Interceptors.Add<TracingInterceptor>("outer");
                options.Interceptors.Add<TracingInterceptor>("inner");
            },
            services => services.AddSingleton(trace));

        await server.Client.UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long);
        await ReadAllAsync(server.Client.Download(new Ping()).ResponseStream);
        using var upload = server.Client.Upload();
        await upload.RequestStream.CompleteAsync();
        await upload.ResponseAsync.WaitAsync(Wait.Long);
        using var duplex = server.Client.Duplex();
        await duplex.RequestStream.CompleteAsync();
        await ReadAllAsync(duplex.ResponseStream);

        trace.Entries.ShouldBe(
        [
            "outer unary", "inner unary", "outer download", "inner download",
            "outer upload", "inner upload", "outer duplex", "inner duplex",
        ]);
    }

    [Fact]
    public async Task ServerInterceptor_ThatThrows_KeepsTheCallFromTheHandler()
    {
        await using var server = await ProbeServer.StartAsync(options => options.Interceptors.Add<DenyingInterceptor>());
        server.Service.OnUnary = (_, _) => throw new InvalidOperationException("must not run");

        var exception = await Should.ThrowAsync<RpcException>(server.Client.UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long));

        exception.Status.ShouldBe(new Status(StatusCode.PermissionDenied, "no"));
    }

    [Fact]
    public async Task ServerInterceptor_OfOneService_RunsForItOnly()
    {
        var trace = new Trace();
        await using var server = await ProbeServer.StartAsync(services: services =>
        {
            services.AddSingleton(trace);
            services.AddGrpc().AddServiceOptions<ProbeService>(options =>
            {
                options.MaxReceiveMessageSize = 10;
                options.Interceptors.Add<TracingInterceptor>("own");
            });
        });

        await server.Client.UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long);
        var exception = await Should.ThrowAsync<RpcException>(
            server.Client.UnaryAsync(new Ping { Payload = Google.Protobuf.ByteString.CopyFrom(new byte[20]) }).ResponseAsync.WaitAsync(Wait.Long));

        trace.Entries.ShouldBe(["own unary"]);
        exception.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task ClientInterceptors_AddMetadata_OutermostFirst()
    {
        await using var server = await ProbeServer.StartAsync();
        string? seen = null;
        server.Service.OnUnary = (_, context) =>
        {
            seen = context.RequestHeaders.GetValue("trace");
            return Task.FromResult(new Pong());
        };
        var invoker = server.Channel!
            .Intercept(headers => Add(headers, "inner"))
            .Intercept(headers => Add(headers, "outer"));

        await new Probe.ProbeClient(invoker).UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long);

        seen.ShouldBe("outer, inner");
    }

    private static Metadata Add(Metadata headers, string value)
    {
        var all = new Metadata();
        foreach (var entry in headers)
        {
            all.Add(entry);
        }

        all.Add("trace", value);
        return all;
    }

    private static async Task ReadAllAsync(IAsyncStreamReader<Pong> stream)
    {
        while (await stream.MoveNext().WaitAsync(Wait.Long))
        {
        }
    }

    private sealed class Trace
    {
        public List<string> Entries { get; } = [];
    }

    private sealed class DenyingInterceptor : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            throw new RpcException(new Status(StatusCode.PermissionDenied, "no"));
    }

    private sealed class TracingInterceptor(string name, Trace trace) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            trace.Entries.Add($"{name} unary");
            return continuation(request, context);
        }

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            trace.Entries.Add($"{name} upload");
            return continuation(requestStream, context);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            trace.Entries.Add($"{name} download");
            return continuation(request, responseStream, context);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            trace.Entries.Add($"{name} duplex");
            return continuation(requestStream, responseStream, context);
        }
    }
}
