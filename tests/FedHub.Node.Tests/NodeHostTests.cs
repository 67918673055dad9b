using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Grpc;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Node.Officers;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace FedHub.Node.Tests;

public sealed class NodeHostTests
{
    [Fact]
    public async Task Host_WithoutItsHub_ServesItsAdministratorAndTakesEnrolments()
    {
        var root = Directory.CreateTempSubdirectory("fedhub-").FullName;
        var configuration = await InitAsync(root);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using (var host = NodeHost.Create(configuration))
        {
            await host.StartAsync(timeout.Token);
            host.GatewayEndpoint.Port.ShouldBeGreaterThan(0);

            using var adminChannel = GrpcChannel.ForAddress(
                "http://localhost", new GrpcChannelOptions { HttpHandler = GrpcHttpHandler.CreateForUnixSocket(configuration.Layout.AdminSocket) });
            var admin = new NodeAdminService.NodeAdminServiceClient(adminChannel);
            (await admin.GetStatusAsync(new GetStatusRequest(), cancellationToken: timeout.Token)).HubConnected.ShouldBeFalse();

            using var officerKey = SigningKey.Generate();
            using var certificate = SelfSigned();
            using var channel = GrpcChannel.ForAddress(
                $"https://localhost:{host.GatewayEndpoint.Port}",
                new GrpcChannelOptions { HttpHandler = GrpcTls.CreateClientHandler(new TlsIdentity(certificate), TlsTrust.AnyKey) });
            var gateway = new GatewayService.GatewayServiceClient(channel);
            var tlsKey = Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());
            var enrolled = await gateway.EnrolOfficerAsync(
                new EnrolOfficerRequest
                {
                    PublicKey = ByteString.CopyFrom(officerKey.PublicKey.AsSpan()),
                    ProofOfPossession = ByteString.CopyFrom(officerKey.Sign(OfficerRegister.EnrolmentBytes(tlsKey)).AsSpan()),
                    Agency = "police",
                    ServiceNumber = "4711",
                },
                cancellationToken: timeout.Token);

            var listed = (await admin.ListOfficersAsync(new ListOfficersRequest(), cancellationToken: timeout.Token)).Officers.Single();
            listed.Fingerprint.ShouldBe(enrolled.Fingerprint);
            var refused = await Should.ThrowAsync<RpcException>(async () =>
                await new NodeAdminService.NodeAdminServiceClient(channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: timeout.Token));
            refused.StatusCode.ShouldBe(StatusCode.Unimplemented);
        }

        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Run_WhenTheDatabaseFails_StopsAndSaysSo()
    {
        var root = Directory.CreateTempSubdirectory("fedhub-").FullName;
        var configuration = await InitAsync(root);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using (var host = NodeHost.Create(configuration))
        {
            var running = host.RunAsync(timeout.Token);

            // Every commit from here on is refused, as by a disk that fails.
            await Should.ThrowAsync<Exception>(() => host.Components.Database.WriteAsync(
                connection => { SQLitePCL.raw.sqlite3_commit_hook(connection.Handle, _ => 1, null); return true; }, timeout.Token));

            var failure = await Should.ThrowAsync<FedHubException>(() => running.WaitAsync(timeout.Token));
            failure.Refusal.Code.ShouldBe(ErrorCode.Unavailable);
            failure.Refusal.Message.ShouldBe("The node's database failed. Check the disk, then start it again.");
        }

        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Run_WhenCancelled_EndsWithoutFailure()
    {
        var root = Directory.CreateTempSubdirectory("fedhub-").FullName;
        var configuration = await InitAsync(root);
        using var stop = new CancellationTokenSource();
        await using (var host = NodeHost.Create(configuration))
        {
            var running = host.RunAsync(stop.Token);
            await stop.CancelAsync();
            await Should.NotThrowAsync(() => running.WaitAsync(TimeSpan.FromSeconds(60)));
        }

        Directory.Delete(root, recursive: true);
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
}
