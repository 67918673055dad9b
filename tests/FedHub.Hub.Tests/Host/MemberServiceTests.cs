using FedHub.Contracts.Exchange.V1;

namespace FedHub.Hub.Tests.Host;

public sealed class MemberServiceTests
{
    [Fact]
    public async Task ListOwnEpochs_EndedEpoch_IsStillListedToItsOwnerAlone()
    {
        await using var hub = await TestHub.StartAsync();
        var filter = new TestFilter(hub.Uzb, hub.Kaz, hub.Now);
        await PublishAsync(hub, filter);
        hub.Clock.Advance(TimeSpan.FromDays(8));
        await hub.RestartAsync();

        (await ListAsync(hub, hub.Uzb)).ShouldHaveSingleItem().Manifest.ShouldBe(filter.Envelope);
        (await ListAsync(hub, hub.Kaz)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ListOwnEpochs_SeveralRevisions_ListsTheNewest()
    {
        await using var hub = await TestHub.StartAsync();
        await PublishAsync(hub, new TestFilter(hub.Uzb, hub.Kaz, hub.Now));
        var second = new TestFilter(hub.Uzb, hub.Kaz, hub.Now, revision: 2);
        await PublishAsync(hub, second);

        (await ListAsync(hub, hub.Uzb)).ShouldHaveSingleItem().Manifest.ShouldBe(second.Envelope);
    }

    [Fact]
    public async Task GetHubState_TellsClockVersionsAndTheCallersStream()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = hub.Exchange(hub.Uzb).OpenDeliveries(new OpenDeliveriesRequest { SoftwareVersion = "0.0.7-other" });
        await deliveries.ResponseHeadersAsync.WaitAsync(TestHub.Patience);

        var state = await StateAsync(hub, hub.Uzb);
        state.NowMs.ShouldBe(hub.Now.ToUnixTimeMilliseconds());
        state.SoftwareVersion.ShouldNotBeNullOrEmpty();
        (state.DirectoryVersion, state.StreamOpen).ShouldBe((1ul, true));
        state.OtherVersions.ShouldBe(["0.0.7-other"]);
        (await StateAsync(hub, hub.Kaz)).StreamOpen.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task GetHubState_MemberWithAVersionThatIsNone_CountsAsUnknown(string version)
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = hub.Exchange(hub.Uzb).OpenDeliveries(new OpenDeliveriesRequest { SoftwareVersion = version });
        await deliveries.ResponseHeadersAsync.WaitAsync(TestHub.Patience);

        (await StateAsync(hub, hub.Kaz)).OtherVersions.ShouldBe(["unknown"]);
    }

    private static async Task<GetHubStateResponse> StateAsync(TestHub hub, TestMember member) =>
        await new MemberService.MemberServiceClient(hub.Channel(member.Certificate)).GetHubStateAsync(new GetHubStateRequest()).ResponseAsync.WaitAsync(TestHub.Patience);

    private static async Task<IReadOnlyList<OwnEpoch>> ListAsync(TestHub hub, TestMember member) =>
        (await new MemberService.MemberServiceClient(hub.Channel(member.Certificate)).ListOwnEpochsAsync(new ListOwnEpochsRequest()).ResponseAsync.WaitAsync(TestHub.Patience)).Epochs;

    private static async Task PublishAsync(TestHub hub, TestFilter filter)
    {
        using var call = hub.Filters(hub.Uzb).PublishFilter();
        foreach (var message in filter.Messages())
        {
            await call.RequestStream.WriteAsync(message).WaitAsync(TestHub.Patience);
        }

        await call.RequestStream.CompleteAsync().WaitAsync(TestHub.Patience);
        await call.ResponseAsync.WaitAsync(TestHub.Patience);
    }
}
