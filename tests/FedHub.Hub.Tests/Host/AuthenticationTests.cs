using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Hub.V1;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Hub.Tests.Host;

public sealed class AuthenticationTests
{
    [Fact]
    public async Task Handshake_ExpiredCertificate_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();
        using var expired = hub.Pki.Issue("KAZ", hub.Kaz.Certificate.GetECDsaPrivateKey(), DateTimeOffset.UtcNow.AddMinutes(-1));

        await ShouldFailInHandshakeAsync(hub, expired);
    }

    [Fact]
    public async Task Handshake_OtherAuthority_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();
        using var foreign = new TestPki("CN=Other CA").Issue("KAZ", hub.Kaz.Certificate.GetECDsaPrivateKey());

        await ShouldFailInHandshakeAsync(hub, foreign);
    }

    [Fact]
    public async Task Call_ListedNameWithAnotherKey_IsNotAMember()
    {
        await using var hub = await TestHub.StartAsync();
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = hub.Pki.Issue("KAZ", otherKey);

        (await RefusalOfAsync(hub, certificate)).Code.ShouldBe(ErrorCode.NotAMember);
    }

    [Fact]
    public async Task Call_ManyByOneUnknownPeer_GrowTheLogByOneEntryAMinute()
    {
        await using var hub = await TestHub.StartAsync();
        using var certificate = hub.Pki.Issue("KAZ");
        var before = (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize;
        for (var i = 0; i < 4; i++)
        {
            await RefusalOfAsync(hub, certificate);
        }

        (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize.ShouldBe(before + 1);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await RefusalOfAsync(hub, certificate);
        (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize.ShouldBe(before + 2);
    }

    [Fact]
    public async Task Call_BeforeAnyDirectory_IsFailedPrecondition()
    {
        await using var hub = await TestHub.StartAsync(publish: false);

        (await RefusalOfAsync(hub, hub.Kaz.Certificate)).Code.ShouldBe(ErrorCode.FailedPrecondition);
    }

    [Fact]
    public async Task Suspension_EndsOpenStreamAndQueryAndLaterCalls()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb);
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        await asked.ResponseStream.NextAsync();
        await deliveries.ResponseStream.NextAsync();

        await hub.PublishAsync(hub.NextDirectory(document => document.SetSuspended(hub.Uzb.Id, suspended: true)));

        (await Calls.RefusalOfAsync(() => deliveries.ResponseStream.ToEndAsync())).Code.ShouldBe(ErrorCode.Suspended);
        (await asked.ResponseStream.NextAsync()).MemberState.State.ShouldBe(MemberState.Suspended);
        (await RefusalOfAsync(hub, hub.Uzb.Certificate)).ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe(ErrorCode.Suspended), refusal => refusal.HeldVersion.ShouldBe(2ul));
    }

    [Fact]
    public async Task ExpiredDirectory_RefusesQueriesButServesTheDirectory()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Clock.Advance(TimeSpan.FromDays(90));

        (await RefusalOfAsync(hub, hub.Kaz.Certificate)).Code.ShouldBe(ErrorCode.DirectoryStale);
        var held = await new DirectoryService.DirectoryServiceClient(hub.Channel(hub.Kaz.Certificate))
            .GetDirectoryAsync(new GetDirectoryRequest()).ResponseAsync.WaitAsync(TestHub.Patience);
        held.Directories.ShouldHaveSingleItem();
    }

    private static async Task ShouldFailInHandshakeAsync(TestHub hub, X509Certificate2 certificate)
    {
        var failed = await Should.ThrowAsync<RpcException>(ListAsync(hub, certificate));
        failed.StatusCode.ShouldBe(StatusCode.Unavailable);
        RpcErrors.TryRead(failed, out _).ShouldBeFalse();
    }

    private static Task<Refusal> RefusalOfAsync(TestHub hub, X509Certificate2 certificate) => Calls.RefusalOfAsync(() => ListAsync(hub, certificate));

    private static Task<ListManifestsResponse> ListAsync(TestHub hub, X509Certificate2 certificate) =>
        new FilterService.FilterServiceClient(hub.Channel(certificate))
            .ListManifestsAsync(new ListManifestsRequest()).ResponseAsync.WaitAsync(TestHub.Patience);
}
