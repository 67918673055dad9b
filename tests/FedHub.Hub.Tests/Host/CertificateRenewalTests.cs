using System.Security.Cryptography;
using FedHub.Contracts.Exchange.V1;
using FedHub.Grpc;
using Grpc.Net.Client;

namespace FedHub.Hub.Tests.Host;

/// <summary>Certificate files that are replaced while the hub serves.</summary>
public sealed class CertificateRenewalTests
{
    [Fact]
    public async Task Renewed_SameKey_NewHandshakesShowItAndOpenStreamsGoOn()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb);
        var tls = HubConfiguration.Load(hub.DataDirectory).Tls;
        var before = await ShownAsync(hub);

        await File.WriteAllTextAsync(tls.CertFile, Issue(hub, "hub renewed", tls.KeyFile));
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(async () => await ShownAsync(hub) != before);

        (await ShownAsync(hub)).ShouldBe("CN=hub renewed");

        // The stream was opened under the old certificate and still brings what happens now.
        await hub.PublishAsync(hub.NextDirectory(document => document.SetSuspended(hub.Kgz.Id, suspended: true)));
        (await deliveries.ResponseStream.NextDeliveryAsync()).Change.DirectoryVersion.ShouldBe(2ul);
        (await new MemberService.MemberServiceClient(hub.Channel(hub.Uzb.Certificate)).GetHubStateAsync(new GetHubStateRequest())).StreamOpen.ShouldBeTrue();
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("unlisted key")]
    public async Task Replaced_ByWhatNodesWouldRefuse_TheOldOneStaysInUse(string what)
    {
        await using var hub = await TestHub.StartAsync();
        var tls = HubConfiguration.Load(hub.DataDirectory).Tls;
        if (what == "garbage")
        {
            await File.WriteAllTextAsync(tls.CertFile, "not PEM");
        }
        else
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            await File.WriteAllTextAsync(tls.KeyFile, key.ExportPkcs8PrivateKeyPem());
            await File.WriteAllTextAsync(tls.CertFile, Issue(hub, "hub with another key", tls.KeyFile));
        }

        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(() => Task.FromResult(hub.Errors.All.Count > 0));
        hub.Errors.All.ShouldHaveSingleItem().ShouldContain(what == "garbage" ? "Unreadable" : "NotListed");
        hub.Errors.Clear();

        (await ShownAsync(hub)).ShouldBe("CN=hub");
    }

    [Fact]
    public async Task Health_OnTheMembersPort_IsServedToMembersAlone()
    {
        await using var hub = await TestHub.StartAsync();
        using var stranger = hub.Pki.Issue("nobody");

        var health = new global::Grpc.Health.V1.Health.HealthClient(hub.Channel(hub.Kaz.Certificate));
        (await health.CheckAsync(new()).ResponseAsync.WaitAsync(TestHub.Patience)).Status
            .ShouldBe(global::Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus.Serving);
        (await Calls.RefusalOfAsync(() => new global::Grpc.Health.V1.Health.HealthClient(hub.Channel(stranger)).CheckAsync(new()).ResponseAsync))
            .Code.ShouldBe(Protocol.ErrorCode.NotAMember);
    }

    private static string Issue(TestHub hub, string name, string keyFile)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyFile));
        using var certificate = hub.Pki.Issue(name, key);
        return certificate.ExportCertificatePem();
    }

    /// <summary>The subject that a new handshake shows.</summary>
    private static async Task<string> ShownAsync(TestHub hub)
    {
        var shown = "";
        var trust = TlsTrust.FromKeys(certificate =>
        {
            shown = certificate.Subject;
            return true;
        });
        using var channel = GrpcChannel.ForAddress(
            $"https://localhost:{hub.Host.Port}",
            new GrpcChannelOptions { HttpHandler = GrpcTls.CreateClientHandler(new TlsIdentity(hub.Kaz.Certificate), trust), DisposeHttpClient = true });
        await new DirectoryService.DirectoryServiceClient(channel).GetDirectoryAsync(new GetDirectoryRequest()).ResponseAsync.WaitAsync(TestHub.Patience);
        return shown;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TestHub.Patience);
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
