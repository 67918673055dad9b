using FedHub.Contracts.Exchange.V1;
using FedHub.Protocol;

namespace FedHub.Hub.Tests.Host;

public sealed class DisclosurePathTests
{
    [Fact]
    public async Task Disclosure_OwnerAnswers_AskerGetsThatAnswer()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb);
        var request = TestDisclosure.Request(hub.Kaz, hub.Uzb, hub.Now, TimeSpan.FromSeconds(30));
        var asked = hub.Exchange(hub.Kaz).SubmitDisclosureAsync(request).ResponseAsync;

        (await deliveries.ResponseStream.NextAsync()).Disclosure.Disclosure.ShouldBe(request.Disclosure);
        var answer = TestDisclosure.Answer(hub.Uzb, request, hub.Now);
        var first = await ReturnAsync(hub, hub.Uzb, answer);

        var received = await asked.WaitAsync(TestHub.Patience);
        received.Answer.ShouldBe(answer.Answer);
        received.Receipt.ShouldBe(first.Receipt);
        (await ReturnAsync(hub, hub.Uzb, answer)).ShouldBe(first);
        (await SubmitAsync(hub, request)).ShouldBe(received);
    }

    [Fact]
    public async Task Disclosure_OwnerAway_InteractiveIsUnreachable()
    {
        await using var hub = await TestHub.StartAsync();

        var response = await SubmitAsync(hub, TestDisclosure.Request(hub.Kaz, hub.Uzb, hub.Now, TimeSpan.FromSeconds(30)));

        response.State.ShouldBe(MemberState.Unreachable);
        response.Receipt.ShouldBeNull();
    }

    [Fact]
    public async Task Disclosure_OwnerAway_LongLivedOneWaitsOverARestart()
    {
        await using var hub = await TestHub.StartAsync();
        var request = TestDisclosure.Request(hub.Kaz, hub.Uzb, hub.Now, TimeSpan.FromDays(1));
        (await SubmitAsync(hub, request)).State.ShouldBe(MemberState.Waiting);
        await hub.RestartAsync();

        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb);
        (await deliveries.ResponseStream.NextAsync()).Disclosure.Disclosure.ShouldBe(request.Disclosure);
        var answer = TestDisclosure.Answer(hub.Uzb, request, hub.Now);
        await ReturnAsync(hub, hub.Uzb, answer);
        (await SubmitAsync(hub, request)).Answer.ShouldBe(answer.Answer);
    }

    [Fact]
    public async Task Disclosure_OwnerSilentUntilTheDeadline_IsUnreachable()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb);
        var asked = SubmitAsync(hub, TestDisclosure.Request(hub.Kaz, hub.Uzb, hub.Now, TimeSpan.FromSeconds(30)));
        await deliveries.ResponseStream.NextAsync();
        hub.Clock.Advance(TimeSpan.FromSeconds(9));
        asked.IsCompleted.ShouldBeFalse();
        hub.Clock.Advance(TimeSpan.FromSeconds(1));

        (await asked).State.ShouldBe(MemberState.Unreachable);
    }

    [Fact]
    public async Task ReturnDisclosure_ByAnotherMember_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();
        var request = TestDisclosure.Request(hub.Kaz, hub.Uzb, hub.Now, TimeSpan.FromDays(1));
        await SubmitAsync(hub, request);

        (await Calls.RefusalOfAsync(() => ReturnAsync(hub, hub.Kgz, TestDisclosure.Answer(hub.Uzb, request, hub.Now)))).Code
            .ShouldBe(ErrorCode.NotAMember);
        (await Calls.RefusalOfAsync(() => ReturnAsync(hub, hub.Kgz, TestDisclosure.Answer(hub.Kgz, request, hub.Now)))).Code
            .ShouldBe(ErrorCode.NotFound);
    }

    [Fact]
    public async Task Disclosure_OfAnotherOrigin_IsNotAMember()
    {
        await using var hub = await TestHub.StartAsync();
        var request = TestDisclosure.Request(hub.Kgz, hub.Uzb, hub.Now, TimeSpan.FromDays(1));

        (await Calls.RefusalOfAsync(() => SubmitAsync(hub, request))).Code.ShouldBe(ErrorCode.NotAMember);
    }

    private static async Task<SubmitDisclosureResponse> SubmitAsync(TestHub hub, SubmitDisclosureRequest request) =>
        await hub.Exchange(hub.Kaz).SubmitDisclosureAsync(request).ResponseAsync.WaitAsync(TestHub.Patience);

    private static async Task<ReturnDisclosureResponse> ReturnAsync(TestHub hub, TestMember owner, ReturnDisclosureRequest answer) =>
        await hub.Exchange(owner).ReturnDisclosureAsync(answer).ResponseAsync.WaitAsync(TestHub.Patience);
}
