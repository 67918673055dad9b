using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Grpc;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Node.Officers;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Grpc.Net.Client;

namespace FedHub.Node.Tests;

/// <summary>A node that serves both of its doors, in a directory that goes with it. Its hub is not there.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("fedhub-").FullName;
    private readonly List<IDisposable> _used = [];

    private TestHost()
    {
    }

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public NodeConfiguration Configuration { get; private set; } = null!;

    public NodeHost Node { get; private set; } = null!;

    public static async Task<TestHost> CreateAsync()
    {
        var host = new TestHost();
        host.Configuration = await InitAsync(host._root);
        host.Node = NodeHost.Create(host.Configuration);
        return host;
    }

    public static async Task<TestHost> StartAsync()
    {
        var host = await CreateAsync();
        await host.Node.StartAsync(CancellationToken.None).WaitAsync(Patience);
        return host;
    }

    /// <summary>The operator's door.</summary>
    public GrpcChannel OpenSocket() => Use(GrpcChannel.ForAddress(
        "http://localhost", new GrpcChannelOptions { HttpHandler = GrpcHttpHandler.CreateForUnixSocket(Configuration.Layout.AdminSocket) }));

    /// <summary>The officers' door, with a key that nobody has enrolled.</summary>
    public (GrpcChannel Channel, Digest TlsKey) OpenGateway()
    {
        var certificate = Use(SelfSigned());
        var channel = Use(GrpcChannel.ForAddress(
            $"https://localhost:{Node.GatewayEndpoint.Port}",
            new GrpcChannelOptions { HttpHandler = GrpcTls.CreateClientHandler(new TlsIdentity(certificate), TlsTrust.AnyKey) }));
        return (channel, Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    public async Task<Officer> EnrolAsync(Digest tlsKey, string agency = "police", string serviceNumber = "4711")
    {
        var key = Use(SigningKey.Generate());
        return await Node.Components.Officers.EnrolAsync(
            tlsKey, key.PublicKey, key.Sign(OfficerRegister.EnrolmentBytes(tlsKey)), agency, serviceNumber, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var used in _used)
        {
            used.Dispose();
        }

        await Node.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private static async Task<NodeConfiguration> InitAsync(string root)
    {
        var trustFile = Path.Combine(root, "trust.json");
        using var federationKey = SigningKey.Generate();
        using var auditor = SealingKey.Generate();
        await File.WriteAllTextAsync(trustFile, new DirectoryTrust("test", new FederationKeySet(1, [federationKey.PublicKey])).ToJson());
        using var certificate = SelfSigned();
        var tls = new TlsFiles(Path.Combine(root, "tls.crt"), Path.Combine(root, "tls.key"), Path.Combine(root, "ca.crt"));
        await File.WriteAllTextAsync(tls.CertFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(tls.CaFile, certificate.ExportCertificatePem());
        using var key = certificate.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(tls.KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(tls.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var data = Path.Combine(root, "node");
        await NodeInitializer.InitAsync(
            new NodeInitializationOptions
            {
                DataDirectory = data,
                Member = MemberId.Parse("KAZ"),
                DisplayName = "Kazakhstan",
                Hub = new HubEndpoint(new Uri("https://localhost:1")),
                Gateway = new GatewayEndpoint(new IPEndPoint(IPAddress.Loopback, 0)),
                Tls = tls,
                FederationTrustFile = trustFile,
                AuditorPublicKey = auditor.PublicKey,
                Desks = [new ListedDesk("Desk", "desk@example.org")],
                Development = true,
            },
            TimeProvider.System,
            CancellationToken.None);
        return NodeConfiguration.Load(new NodeDirectoryLayout(data));
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    private T Use<T>(T used)
        where T : IDisposable
    {
        _used.Add(used);
        return used;
    }
}
