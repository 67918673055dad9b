using FedHub.Contracts.Exchange.V1;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Hub.Tests.Host;

public sealed class LimitTests
{
    [Fact]
    public async Task WaitingQueries_OfOneMember_AreBoundedApartFromInteractiveOnes()
    {
        await using var hub = await TestHub.StartAsync(new HubLimits { WaitingQueriesPerMember = 1, OpenQueriesPerMember = 1 });
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(Waiting(hub));
        await asked.ResponseStream.NextAsync();
        using var second = hub.Exchange(hub.Kaz).SubmitQuery(Waiting(hub));

        var refusal = await Calls.RefusalOfAsync(() => second.ResponseStream.ToEndAsync());
        refusal.Code.ShouldBe(ErrorCode.Unavailable);
        refusal.RetryAt.ShouldBe(hub.Now.AddSeconds(5));
        using var interactive = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot())));
        (await interactive.ResponseStream.NextAsync()).Accepted.ShouldNotBeNull();
    }

    [Fact]
    public async Task OpenQueries_OfOneMember_AreBounded()
    {
        await using var hub = await TestHub.StartAsync(new HubLimits { OpenQueriesPerMember = 1 });
        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb);
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot())));
        await asked.ResponseStream.NextAsync();
        using var second = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot())));

        (await Calls.RefusalOfAsync(() => second.ResponseStream.ToEndAsync())).Code.ShouldBe(ErrorCode.Unavailable);
    }

    [Fact]
    public async Task Calls_OfOneMember_AreBounded()
    {
        await using var hub = await TestHub.StartAsync(new HubLimits { CallsPerMember = 8 });
        var open = new List<AsyncServerStreamingCall<SubmitQueryResponse>>();
        for (var i = 0; i < 8; i++)
        {
            open.Add(hub.Exchange(hub.Kaz).SubmitQuery(Waiting(hub)));
            await open[^1].ResponseStream.NextAsync();
        }

        (await Calls.RefusalOfAsync(() => ListAsync(hub, hub.Kaz))).Code.ShouldBe(ErrorCode.Unavailable);
        await ListAsync(hub, hub.Uzb);
        open.ForEach(call => call.Dispose());
    }

    [Fact]
    public async Task Query_LargerThanTheMessageLimit_IsResourceExhausted()
    {
        await using var hub = await TestHub.StartAsync();
        var request = Waiting(hub);
        request.SealedParts[0].Ciphertext = Google.Protobuf.ByteString.CopyFrom(new byte[ProtocolLimits.MessageBytes]);
        using var call = hub.Exchange(hub.Kaz).SubmitQuery(request);

        (await Should.ThrowAsync<RpcException>(call.ResponseStream.ToEndAsync())).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Stop_RunningCalls_EndUnavailable()
    {
        await using var hub = await TestHub.StartAsync();
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(Waiting(hub));
        await asked.ResponseStream.NextAsync();
        await asked.ResponseStream.NextAsync();
        var next = Calls.RefusalOfAsync(() => asked.ResponseStream.ToEndAsync());
        await hub.Host.StopAsync(CancellationToken.None).WaitAsync(TestHub.Patience);

        (await next).Code.ShouldBe(ErrorCode.Unavailable);
    }

    private static SubmitQueryRequest Waiting(TestHub hub) =>
        TestQuery.Request(hub.Kaz, TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot()));

    private static Task<ListManifestsResponse> ListAsync(TestHub hub, TestMember member) =>
        hub.Filters(member).ListManifestsAsync(new ListManifestsRequest()).ResponseAsync.WaitAsync(TestHub.Patience);
}
