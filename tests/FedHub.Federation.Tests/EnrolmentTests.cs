using FedHub.Cli.Federation;
using FedHub.Contracts.Hub.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Federation.Tests.Support;
using FedHub.Grpc;
using FedHub.Hub;
using FedHub.Node;
using FedHub.Node.Configuration;
using FedHub.Node.Enrolments;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging.Abstractions;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Federation.Tests;

/// <summary>A federation that begins with nothing but a hub, and a node that comes to it by a token.</summary>
public sealed class EnrolmentTests : IDisposable
{
    private const string Passphrase = "correct horse battery";

    private readonly string _root = Directory.CreateTempSubdirectory("fedhub-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task NewNode_TokenRequestApprovalCertificateAndAdmission_IsConnected()
    {
        var federation = new FederationFolder(At("federation"), TimeProvider.System);
        federation.Create("test", 1, 1, Passphrase, new PassphraseCost(1, 1));
        var authority = new FederationAuthority(At("federation"), TimeProvider.System);
        authority.Create("Test CA", Passphrase, new PassphraseCost(1, 1));
        await using var hub = await StartHubAsync(federation, authority);
        using var admin = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = GrpcHttpHandler.CreateForUnixSocket(hub.AdminSocket) });
        var enrolments = new EnrolmentAdminService.EnrolmentAdminServiceClient(admin);
        var (configuration, descriptor) = await InitNodeAsync(federation, authority, hub);

        // The hub's operator invites; the node hands in its request; both compare the fingerprint.
        var invited = await enrolments.InviteMemberAsync(new() { Member = "TKM", ValidHours = 1 });
        var invitation = EnrolmentInvitation.FromJson(new EnrolmentInvitation(
            new Uri($"https://localhost:{hub.EnrolmentPort}"), Digest.FromBytes(invited.HubKey.Span), MemberId.Parse("TKM"), invited.Token.Memory,
            DateTimeOffset.FromUnixTimeMilliseconds(invited.ExpiresAtMs)).ToJson());
        var waiting = await NodeEnrolment.RunAsync(configuration, invitation, descriptor, TimeProvider.System, CancellationToken.None);
        (waiting.IsApproved, waiting.IsInstalled).ShouldBe((false, false));
        var approved = (await enrolments.ApproveEnrolmentAsync(new() { Id = 1, Fingerprint = waiting.Fingerprint })).Enrolment;

        // The authority signs what the hub passed on, and the federation admits what the node described.
        var pem = authority.Sign(
            PemEncoding.WriteString("CERTIFICATE REQUEST", approved.CertificateRequest.Span), "TKM", ["localhost"], TimeSpan.FromDays(90), Passphrase);
        await enrolments.DeliverCertificateAsync(new() { Id = 1, Certificate = pem });
        federation.Admit(descriptor).ShouldBe(MemberId.Parse("TKM"));
        await FederationCommand.PublishAsync(At("hub"), federation.Sign(Passphrase).Directory, CancellationToken.None);
        (await NodeEnrolment.RunAsync(configuration, invitation, descriptor, TimeProvider.System, CancellationToken.None)).IsInstalled.ShouldBeTrue();

        await using var node = NodeHost.Create(configuration);
        await node.StartAsync(CancellationToken.None).WaitAsync(Wait.Patience);
        await node.WhenConnectedAsync(CancellationToken.None).WaitAsync(Wait.Patience);
    }

    private async Task<HubHost> StartHubAsync(FederationFolder federation, FederationAuthority authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hub", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        await File.WriteAllTextAsync(At("hub.key"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(At("hub.pem"), authority.Sign(request, "hub", ["localhost"], TimeSpan.FromDays(90), Passphrase));
        federation.SetHub(FederationCommand.TlsKeyOf(At("hub.pem")));
        var made = HubInitializer.Init(new HubInitOptions
        {
            DataDirectory = At("hub"),
            CertFile = At("hub.pem"),
            KeyFile = At("hub.key"),
            CaFile = authority.CertificateFile,
            FederationTrustFile = federation.TrustFile,
            Listen = "127.0.0.1:0",
            EnrolmentListen = "127.0.0.1:0",
        });
        federation.SetLog(made.LogKey);
        var hub = HubHost.Create(HubConfiguration.Load(At("hub")), NullLoggerFactory.Instance);
        await hub.StartAsync(CancellationToken.None).WaitAsync(Wait.Patience);
        return hub;
    }

    private async Task<(NodeConfiguration Configuration, string Descriptor)> InitNodeAsync(FederationFolder federation, FederationAuthority authority, HubHost hub)
    {
        using var auditor = SealingKey.Generate();
        var descriptor = await NodeInitializer.InitAsync(
            new NodeInitializationOptions
            {
                DataDirectory = At("tkm"),
                Member = MemberId.Parse("TKM"),
                DisplayName = "Turkmenistan",
                Hub = new HubEndpoint(new Uri($"https://localhost:{hub.Port}")),
                Gateway = new GatewayEndpoint(new IPEndPoint(IPAddress.Loopback, 0)),
                Tls = new TlsFiles(At("tkm.pem"), At("tkm.key"), authority.CertificateFile),
                FederationTrustFile = federation.TrustFile,
                AuditorPublicKey = auditor.PublicKey,
                Desks = [new ListedDesk("Desk", "desk@example.org")],
            },
            TimeProvider.System,
            CancellationToken.None);
        return (NodeConfiguration.Load(new NodeDirectoryLayout(At("tkm"))), descriptor.ToJson());
    }

    private string At(string name) => Path.Combine(_root, name);
}
