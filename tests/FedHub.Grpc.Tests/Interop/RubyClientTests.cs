namespace FedHub.Grpc.Tests.Interop;

/// <summary>The official Ruby client (C-core) against our server.</summary>
public sealed class RubyClientTests(RubyClientTests.Runs runs) : IClassFixture<RubyClientTests.Runs>
{
    private static readonly string[] _cases =
    [
        "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong", "empty_stream", "cancel_after_begin",
        "cancel_after_first_response", "timeout_on_sleeping_server", "custom_metadata", "status_code_and_message", "unimplemented_method",
        "unimplemented_service",
    ];

    public static InteropRows Rows => new([Transport.Plain, Transport.Tls], _cases);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task RubyClient_AgainstOurServer_Passes(Transport transport, string name) => runs.Results.ShouldPassAsync(transport, name);

    public sealed class Runs
    {
        internal CaseResults Results { get; } = new(async transport =>
        {
            var (_, identity) = await Peers.RubyPkiAsync();
            await using var server = await InteropServer.StartAsync(transport, identity, clientTrust: null);
            await using var client = await Peers.RubyClientAsync(server.Port, transport == Transport.Tls, _cases);
            return await client.RunToEndAsync();
        });
    }
}
