namespace FedHub.Grpc.Tests.Interop;

/// <summary>grpc-js as client against our server.</summary>
public sealed class NodeClientTests(NodeClientTests.Runs runs) : IClassFixture<NodeClientTests.Runs>
{
    public static InteropRows Rows => new(Enum.GetValues<Transport>(), InteropCases.All);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task NodeClient_AgainstOurServer_Passes(Transport transport, string name) => runs.Results.ShouldPassAsync(transport, name);

    public sealed class Runs
    {
        internal CaseResults Results { get; } = new(async transport =>
        {
            using var pem = new PemFiles();
            await using var server = await InteropServer.StartAsync(transport, pem.Server, pem.Pki.Trust);
            await using var client = Peers.Node("client.js", transport, pem, server.Port, InteropCases.All);
            return await client.RunToEndAsync();
        });
    }
}
