using System.Globalization;
using Grpc.Net.Client;

namespace FedHub.Grpc.Tests.Interop;

/// <summary>Our client against the official Ruby server (C-core).</summary>
public sealed class RubyServerTests(RubyServerTests.Servers servers) : IClassFixture<RubyServerTests.Servers>
{
    public static InteropRows Rows => new([Transport.Plain, Transport.Tls], InteropCases.All);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task OurClient_AgainstRubyServer_Passes(Transport transport, string name)
    {
        var port = await (transport == Transport.Tls ? servers.Tls : servers.Plain).Value;
        var (trust, _) = await Peers.RubyPkiAsync();
        using var channel = transport == Transport.Plain
            ? GrpcChannel.ForAddress(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"))
            : GrpcChannel.ForAddress(
                string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}"),
                new GrpcChannelOptions { HttpHandler = GrpcTls.CreateClientHandler((TlsIdentity?)null, trust, "foo.test.google.fr"), DisposeHttpClient = true });

        await new InteropCases(channel).RunAsync(name);
    }

    public sealed class Servers : IAsyncLifetime
    {
        private readonly List<PeerProcess> _started = [];

        public Servers()
        {
            Plain = new(() => StartAsync(tls: false));
            Tls = new(() => StartAsync(tls: true));
        }

        internal Lazy<Task<int>> Plain { get; }

        internal Lazy<Task<int>> Tls { get; }

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            foreach (var process in _started)
            {
                await process.DisposeAsync();
            }
        }

        private async Task<int> StartAsync(bool tls)
        {
            var (process, port) = await Peers.RubyServerAsync(tls);
            _started.Add(process);
            return port;
        }
    }
}
