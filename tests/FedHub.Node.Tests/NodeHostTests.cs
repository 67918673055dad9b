using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography;
using FedHub.Node.Officers;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Node.Tests;

public sealed class NodeHostTests
{
    [Fact]
    public async Task Host_WithoutItsHub_ServesItsAdministratorAndTakesEnrolments()
    {
        using var timeout = new CancellationTokenSource(TestHost.Patience);
        await using var host = await TestHost.StartAsync();
        host.Node.GatewayEndpoint.Port.ShouldBeGreaterThan(0);
        var admin = new NodeAdminService.NodeAdminServiceClient(host.OpenSocket());
        (await admin.GetStatusAsync(new GetStatusRequest(), cancellationToken: timeout.Token)).HubConnected.ShouldBeFalse();

        using var officerKey = SigningKey.Generate();
        var (channel, tlsKey) = host.OpenGateway();
        var enrolled = await new GatewayService.GatewayServiceClient(channel).EnrolOfficerAsync(
            new EnrolOfficerRequest
            {
                PublicKey = ByteString.CopyFrom(officerKey.PublicKey.AsSpan()),
                ProofOfPossession = ByteString.CopyFrom(officerKey.Sign(OfficerRegister.EnrolmentBytes(tlsKey)).AsSpan()),
                Agency = "police",
                ServiceNumber = "4711",
            },
            cancellationToken: timeout.Token);

        var listed = (await new OfficerService.OfficerServiceClient(host.OpenSocket()).ListOfficersAsync(new ListOfficersRequest(), cancellationToken: timeout.Token)).Officers.Single();
        listed.Fingerprint.ShouldBe(enrolled.Fingerprint);
        var refused = await Should.ThrowAsync<RpcException>(async () =>
            await new NodeAdminService.NodeAdminServiceClient(channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: timeout.Token));
        refused.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Run_WhenTheDatabaseFails_StopsAndSaysSo()
    {
        using var timeout = new CancellationTokenSource(TestHost.Patience);
        await using var host = await TestHost.CreateAsync();
        var running = host.Node.RunAsync(timeout.Token);

        // Every commit from here on is refused, as by a disk that fails.
        await Should.ThrowAsync<Exception>(() => host.Node.Components.Database.WriteAsync(
            connection => { SQLitePCL.raw.sqlite3_commit_hook(connection.Handle, _ => 1, null); return true; }, timeout.Token));

        var failure = await Should.ThrowAsync<FedHubException>(() => running.WaitAsync(timeout.Token));
        failure.Refusal.Code.ShouldBe(ErrorCode.Unavailable);
        failure.Refusal.Message.ShouldBe("The node's database failed. Check the disk, then start it again.");
    }

    [Fact]
    public async Task Run_WhenCancelled_EndsWithoutFailure()
    {
        using var stop = new CancellationTokenSource();
        await using var host = await TestHost.CreateAsync();
        var running = host.Node.RunAsync(stop.Token);
        await stop.CancelAsync();
        await Should.NotThrowAsync(() => running.WaitAsync(TestHost.Patience));
    }
}
