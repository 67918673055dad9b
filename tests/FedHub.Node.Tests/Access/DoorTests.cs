using FedHub.Contracts.Node.V1;
using FedHub.Cryptography;
using FedHub.Node.Access;
using FedHub.Protocol;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Officer = FedHub.Node.Officers.Officer;

namespace FedHub.Node.Tests.Access;

/// <summary>Every call with every role, over real TLS and the real socket.</summary>
public sealed class DoorTests
{
    private static readonly Marshaller<byte[]> _bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    [Fact]
    public async Task Doors_EveryCallAndRole_AreOpenAsTheDocumentSays()
    {
        await using var host = await TestHost.StartAsync();
        var doors = new List<(string Caller, GrpcChannel Channel)> { (AccessMatrix.Operator, host.OpenSocket()), (AccessMatrix.AnyKey, host.OpenGateway().Channel) };
        foreach (var role in AccessMatrix.Roles)
        {
            doors.Add((Tokens.Of(role).Replace('-', ' '), await ApprovedAsync(host, role)));
        }

        foreach (var method in NodeAccess.Rules.Keys)
        {
            foreach (var (caller, channel) in doors)
            {
                var isDenied = await IsDeniedAsync(channel, method);
                isDenied.ShouldBe(!AccessMatrix.Permits(AccessMatrix.Short(method), caller), $"{method} as {caller}");
            }
        }
    }

    [Fact]
    public async Task Suspension_OfAnAdmin_ClosesTheConnectionThatIsOpen()
    {
        await using var host = await TestHost.StartAsync();
        var (channel, tlsKey) = host.OpenGateway();
        var officer = await ApproveAsync(host, tlsKey, OfficerRole.Admin);
        var client = new NodeAdminService.NodeAdminServiceClient(channel);
        await client.GetStatusAsync(new GetStatusRequest()).ResponseAsync.WaitAsync(TestHost.Patience);

        await host.Node.Components.Officers.SuspendAsync(NodeCaller.Operator, officer.OfficerId, FedHub.Node.Officers.SuspensionReason.Left, CancellationToken.None);

        var refused = await Should.ThrowAsync<RpcException>(() => client.GetStatusAsync(new GetStatusRequest()).ResponseAsync.WaitAsync(TestHost.Patience));
        refused.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        refused.Status.Detail.ShouldBe("You are suspended; talk to an administrator of your node.");
    }

    [Fact]
    public async Task Suspension_OfAnAdmin_BreaksOffTheStreamThatRuns()
    {
        await using var host = await TestHost.StartAsync();
        var (channel, tlsKey) = host.OpenGateway();
        var officer = await ApproveAsync(host, tlsKey, OfficerRole.Admin);
        using var watch = new Health.HealthClient(channel).Watch(new HealthCheckRequest());
        (await watch.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(TestHost.Patience)).ShouldBeTrue();

        await host.Node.Components.Officers.SuspendAsync(NodeCaller.Operator, officer.OfficerId, FedHub.Node.Officers.SuspensionReason.Left, CancellationToken.None);

        await Should.ThrowAsync<RpcException>(() => watch.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(TestHost.Patience));
    }

    private static async Task<GrpcChannel> ApprovedAsync(TestHost host, OfficerRole role)
    {
        var (channel, tlsKey) = host.OpenGateway();
        await ApproveAsync(host, tlsKey, role);
        return channel;
    }

    private static async Task<Officer> ApproveAsync(TestHost host, Digest tlsKey, OfficerRole role)
    {
        var officer = await host.EnrolAsync(tlsKey, serviceNumber: role.ToString());
        return await host.Node.Components.Officers.ApproveAsync(NodeCaller.Operator, officer.OfficerId, officer.Fingerprint, [role], [Purpose.Investigation], CancellationToken.None);
    }

    /// <summary>Sends nothing but the call: whatever comes of it, only PERMISSION_DENIED is the door's word.</summary>
    private static async Task<bool> IsDeniedAsync(GrpcChannel channel, string method)
    {
        var parts = method.Split('/');
        using var timeout = new CancellationTokenSource(TestHost.Patience);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            new Method<byte[], byte[]>(MethodType.DuplexStreaming, parts[1], parts[2], _bytes, _bytes), null, new CallOptions(cancellationToken: timeout.Token));
        try
        {
            await call.RequestStream.WriteAsync([]);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception closed) when (closed is RpcException or InvalidOperationException)
        {
            // Refused before it was read.
        }

        try
        {
            // The first message is answer enough: a stream, as of the health service, may not end by itself.
            await call.ResponseStream.MoveNext(timeout.Token);
            return false;
        }
        catch (RpcException failure)
        {
            failure.StatusCode.ShouldNotBe(StatusCode.Unimplemented, method);
            return failure.StatusCode == StatusCode.PermissionDenied;
        }
    }
}
