using System.Net.Sockets;
using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FedHub.Grpc.Tests;

public sealed class TlsTests
{
    private const int ClientRefused = 1020;
    private readonly TestPki _pki = new();

    [Fact]
    public async Task MutualTls_TrustedClient_ItsCertificateReachesTheHandler()
    {
        var client = _pki.Client("node-a");
        string? seen = null;
        AuthContext? auth = null;
        await using var server = await StartAsync(_pki.Trust);
        server.Service.OnUnary = (_, context) =>
        {
            seen = context.GetHttpContext().Connection.ClientCertificate?.Thumbprint;
            auth = context.AuthContext;
            return Task.FromResult(new Pong());
        };

        await CallAsync(server, GrpcTls.CreateClientHandler(client, _pki.Trust));

        seen.ShouldBe(client.Certificate.Thumbprint);
        auth!.IsPeerAuthenticated.ShouldBeTrue();
        auth.PeerIdentityPropertyName.ShouldBe("x509_subject_alternative_name");
        auth.PeerIdentity.Single().Value.ShouldBe("node-a");
        auth.FindPropertiesByName("x509_common_name").Single().Value.ShouldBe("node-a");
    }

    [Fact]
    public async Task MutualTls_NoClientCertificate_IsRefusedAndLogged()
    {
        await using var server = await StartAsync(_pki.Trust);

        await ShouldBeRefusedAsync(server, GrpcTls.CreateClientHandler((TlsIdentity?)null, _pki.Trust));
    }

    [Fact]
    public async Task MutualTls_ClientOfAnotherRoot_IsRefusedAndLogged()
    {
        await using var server = await StartAsync(_pki.Trust);

        await ShouldBeRefusedAsync(server, GrpcTls.CreateClientHandler(new TestPki().Client("node-a"), _pki.Trust));
    }

    [Fact]
    public async Task MutualTls_ServerCertificateShownByAClient_IsRefusedAndLogged()
    {
        await using var server = await StartAsync(_pki.Trust);

        await ShouldBeRefusedAsync(server, GrpcTls.CreateClientHandler(_pki.Server(), _pki.Trust));
    }

    [Fact]
    public async Task MutualTls_ServerOfAnotherRoot_IsRefusedByTheClient()
    {
        await using var server = await StartAsync(_pki.Trust);

        (await FailAsync(server, GrpcTls.CreateClientHandler(_pki.Client("node-a"), new TestPki().Trust))).ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task MutualTls_ServerOfAnotherName_IsRefusedByTheClient()
    {
        await using var server = await StartAsync(_pki.Trust);

        (await FailAsync(server, GrpcTls.CreateClientHandler(_pki.Client("node-a"), _pki.Trust, "hub.example")))
            .ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task MutualTls_ClientCertificateShownByAServer_IsRefusedByTheClient()
    {
        await using var server = await ProbeServer.StartAsync(listen: options => options.UseMutualTls(_pki.Client("localhost"), _pki.Trust));

        (await FailAsync(server, GrpcTls.CreateClientHandler(_pki.Client("node-a"), _pki.Trust))).ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task AnyKey_SelfSignedClient_ReachesTheHandlerWithItsKey()
    {
        var client = TestPki.SelfSigned("whoever");
        byte[]? key = null;
        await using var server = await StartAsync(TlsTrust.AnyKey);
        server.Service.OnUnary = (_, context) =>
        {
            key = context.GetHttpContext().Connection.ClientCertificate!.PublicKey.ExportSubjectPublicKeyInfo();
            return Task.FromResult(new Pong());
        };

        await CallAsync(server, GrpcTls.CreateClientHandler(client, _pki.Trust));

        key.ShouldBe(client.Certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public async Task AnyKey_NoClientCertificate_IsRefusedAndLogged()
    {
        await using var server = await StartAsync(TlsTrust.AnyKey);

        await ShouldBeRefusedAsync(server, GrpcTls.CreateClientHandler((TlsIdentity?)null, _pki.Trust));
    }

    [Theory]
    [InlineData(true, StatusCode.OK)]
    [InlineData(false, StatusCode.Unavailable)]
    public async Task FromKeys_ServersKey_DecidesAlone(bool sameKey, StatusCode expected)
    {
        var identity = TestPki.SelfSigned("elsewhere");
        var pinned = (sameKey ? identity : TestPki.SelfSigned("elsewhere")).Certificate.GetPublicKeyString();
        var trust = TlsTrust.FromKeys(certificate => string.Equals(certificate.GetPublicKeyString(), pinned, StringComparison.Ordinal));
        await using var server = await ProbeServer.StartAsync(listen: options => options.UseMutualTls(identity, _pki.Trust));

        (await FailAsync(server, GrpcTls.CreateClientHandler(_pki.Client("node-a"), trust))).ShouldBe(expected);
    }

    [Fact]
    public async Task Identity_RenewedOnBothSides_NewConnectionsShowTheNewOne()
    {
        var serverIdentity = _pki.Server();
        var clientIdentity = _pki.Client("node-a");
        var serverSeen = new List<string>();
        var clientSeen = new List<string?>();
        await using var server = await ProbeServer.StartAsync(listen: options => options.UseMutualTls(() => serverIdentity, () => _pki.Trust));
        server.Service.OnUnary = (_, context) =>
        {
            clientSeen.Add(context.GetHttpContext().Connection.ClientCertificate?.Thumbprint);
            return Task.FromResult(new Pong());
        };
        SocketsHttpHandler Handler() => GrpcTls.CreateClientHandler(() => clientIdentity, () => TlsTrust.FromKeys(certificate =>
        {
            serverSeen.Add(certificate.Thumbprint);
            return true;
        }));

        var (oldServer, oldClient) = (serverIdentity, clientIdentity);
        await CallAsync(server, Handler());
        serverIdentity = _pki.Server();
        clientIdentity = _pki.Client("node-a");
        await CallAsync(server, Handler());

        serverSeen.ShouldBe([oldServer.Certificate.Thumbprint, serverIdentity.Certificate.Thumbprint]);
        clientSeen.ShouldBe([oldClient.Certificate.Thumbprint, clientIdentity.Certificate.Thumbprint]);
    }

    [Fact]
    public async Task ServerTls_NoClientCertificate_IsServed()
    {
        var identity = _pki.Server();
        await using var server = await ProbeServer.StartAsync(listen: options => options.UseServerTls(() => identity));

        await CallAsync(server, GrpcTls.CreateClientHandler((TlsIdentity?)null, _pki.Trust));
    }

    [Fact]
    public async Task UnixSocket_Channel_ReachesTheServer()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.sock");
        await using var server = await ProbeServer.StartAsync(kestrel: options =>
            options.ListenUnixSocket(path, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        using var channel = GrpcChannel.ForAddress(
            "http://localhost", new GrpcChannelOptions { HttpHandler = GrpcHttpHandler.CreateForUnixSocket(path), DisposeHttpClient = true });

        var reply = await new Probe.ProbeClient(channel).UnaryAsync(new Ping { Number = 4 }).ResponseAsync.WaitAsync(Wait.Long);

        reply.Number.ShouldBe(4);
    }

    [Fact]
    public async Task Channel_NobodyListens_IsUnavailable()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");

        var exception = await Should.ThrowAsync<RpcException>(
            new Probe.ProbeClient(channel).UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long));

        exception.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    private static async Task CallAsync(ProbeServer server, SocketsHttpHandler handler) =>
        (await FailAsync(server, handler)).ShouldBe(StatusCode.OK);

    private static async Task<StatusCode> FailAsync(ProbeServer server, SocketsHttpHandler handler)
    {
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        try
        {
            await new Probe.ProbeClient(channel).UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long);
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }

    private static async Task ShouldBeRefusedAsync(ProbeServer server, SocketsHttpHandler handler)
    {
        (await FailAsync(server, handler)).ShouldBe(StatusCode.Unavailable);
        server.Log.CountOf(ClientRefused).ShouldBe(1);
    }

    private Task<ProbeServer> StartAsync(TlsTrust clientTrust) =>
        ProbeServer.StartAsync(listen: options => options.UseMutualTls(_pki.Server(), clientTrust));
}
