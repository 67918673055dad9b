using System.Collections.Concurrent;
using Grpc.Net.Client;

namespace FedHub.Grpc.Tests.Interop;

/// <summary>Our client against grpc-js as server.</summary>
public sealed class NodeServerTests(NodeServerTests.Servers servers) : IClassFixture<NodeServerTests.Servers>
{
    public static InteropRows Rows => new(Enum.GetValues<Transport>(), InteropCases.All);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task OurClient_AgainstNodeServer_Passes(Transport transport, string name)
    {
        var port = await servers.PortAsync(transport);
        var identity = transport == Transport.MutualTls ? servers.Pem.Client : null;
        using var channel = transport == Transport.Plain
            ? GrpcChannel.ForAddress($"http://127.0.0.1:{port}")
            : GrpcChannel.ForAddress(
                $"https://127.0.0.1:{port}",
                new GrpcChannelOptions { HttpHandler = GrpcTls.CreateClientHandler(identity, servers.Pem.Pki.Trust, "localhost"), DisposeHttpClient = true });

        await new InteropCases(channel).RunAsync(name);
    }

    public sealed class Servers : IAsyncLifetime
    {
        private readonly ConcurrentDictionary<Transport, Lazy<Task<string>>> _ports = new();
        private readonly ConcurrentBag<PeerProcess> _started = [];

        internal PemFiles Pem { get; } = new();

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            foreach (var process in _started)
            {
                await process.DisposeAsync();
            }

            Pem.Dispose();
        }

        internal Task<string> PortAsync(Transport transport) =>
            _ports.GetOrAdd(transport, key => new Lazy<Task<string>>(() => StartAsync(key))).Value;

        private async Task<string> StartAsync(Transport transport)
        {
            var process = Peers.Node("server.js", transport, Pem, port: 0, []);
            _started.Add(process);
            return await process.LineAsync("LISTENING ");
        }
    }
}
