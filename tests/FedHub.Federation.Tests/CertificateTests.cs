using FedHub.Contracts.Exchange.V1;
using FedHub.Federation.Tests.Support;
using FedHub.Grpc;
using FedHub.Node;
using FedHub.Node.Configuration;
using FedHub.Protocol;
using Grpc.Core;
using Grpc.Net.Client;

namespace FedHub.Federation.Tests;

/// <summary>Certificates that are not what the directory and the authority say, on either side.</summary>
[Collection(SharedFederation.Name)]
public sealed class CertificateTests(LiveFederation federation) : IDisposable
{
    private readonly TestPki _foreign = new(Path.Combine(federation.Files.Root, "foreign-" + Guid.NewGuid().ToString("N")), "Another CA");

    public void Dispose() => _foreign.Dispose();

    [Fact]
    public async Task Hub_NodesOwnCertificate_IsServed()
        => (await ListManifestsAsync(federation.Files.Pki, "KAZ")).Manifests.Count.ShouldBeGreaterThan(0);

    [Fact]
    public async Task Hub_ExpiredCertificateOfTheAuthority_IsRefusedInTheHandshake()
    {
        federation.Files.Pki.Issue("expired-node", DateTimeOffset.UtcNow.AddHours(-1));

        await RefusedInHandshakeAsync(federation.Files.Pki, "expired-node");
    }

    [Fact]
    public async Task Hub_CertificateOfAnotherAuthority_IsRefusedInTheHandshake()
    {
        _foreign.Issue("KAZ");

        await RefusedInHandshakeAsync(_foreign, "KAZ");
    }

    [Fact]
    public async Task Hub_CertificateOfTheAuthorityWithAnUnlistedKey_IsNotAMember()
    {
        federation.Files.Pki.Issue("unlisted-node");

        var failed = await Should.ThrowAsync<RpcException>(() => ListManifestsAsync(federation.Files.Pki, "unlisted-node"));

        failed.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        RpcErrors.TryRead(failed, out var refusal).ShouldBeTrue();
        refusal!.Code.ShouldBe(ErrorCode.NotAMember);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("foreign")]
    [InlineData("unlisted")]
    public async Task Node_HubThatIsNotTheDirectorys_IsToldNothing(string fault)
    {
        await using (await BypassingMember.OpenAsync(federation.Files, "TJK"))
        {
            // Now the node holds a directory, which lists the hub's key.
        }

        var pki = fault == "foreign" ? _foreign : federation.Files.Pki;
        pki.Issue("hub-" + fault, fault == "expired" ? DateTimeOffset.UtcNow.AddHours(-1) : null);
        using var certificate = pki.Load("hub-" + fault);
        await using var falseHub = await FalseHub.StartAsync(certificate);
        await using var node = NodeHost.Create(federation.Files.ConfigurationOf("TJK") with { Hub = new HubEndpoint(falseHub.Address) });
        await node.StartAsync(CancellationToken.None).WaitAsync(Wait.Patience);

        await Wait.UntilAsync("the node has tried more than once", () => falseHub.Connections >= 3);

        falseHub.Requests.ShouldBe(0);
        node.WhenConnectedAsync(CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task HubKey_RotatedThroughTheDirectory_NoNodeIsCutOff()
    {
        var pki = federation.Files.Pki;
        pki.Issue("hub-next");
        await federation.PublishEverywhereAsync(federation.Files.SignHubKey(pki.CertificateFile("hub-next"), besideTheOld: true), [.. LiveFederation.Running]);

        await using (await BypassingMember.OpenAsync(federation.Files, "TJK"))
        {
            // A node that knew the old key only when that one ends would refuse the hub for good.
        }

        File.Copy(pki.CertificateFile("hub-next"), pki.CertificateFile("hub"), overwrite: true);
        File.Copy(pki.KeyFile("hub-next"), pki.KeyFile("hub"), overwrite: true);
        await federation.ProcessOf("hub").KillAsync();
        await federation.RestoreAsync();
        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
        await federation.PublishEverywhereAsync(federation.Files.SignHubKey(pki.CertificateFile("hub-next"), besideTheOld: false), [.. LiveFederation.Running]);

        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
        await federation.VerifyLogAsync();
    }

    private async Task RefusedInHandshakeAsync(TestPki pki, string host)
    {
        var refusedBefore = RefusedClients();

        var failed = await Should.ThrowAsync<RpcException>(() => ListManifestsAsync(pki, host));

        failed.StatusCode.ShouldBe(StatusCode.Unavailable);
        await Wait.UntilAsync("the hub has said why", () => RefusedClients() > refusedBefore);
    }

    private int RefusedClients() => federation.ErrorsOf("hub").Split("A client's certificate was refused", StringSplitOptions.None).Length;

    private async Task<ListManifestsResponse> ListManifestsAsync(TestPki pki, string host)
    {
        using var certificate = pki.Load(host);
        var handler = GrpcTls.CreateClientHandler(new TlsIdentity(certificate), TlsTrust.FromRoots([federation.Files.Pki.Root]));
        using var channel = GrpcChannel.ForAddress(federation.Files.HubAddress, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        return await new FilterService.FilterServiceClient(channel).ListManifestsAsync(new()).ResponseAsync.WaitAsync(Wait.Patience);
    }
}
