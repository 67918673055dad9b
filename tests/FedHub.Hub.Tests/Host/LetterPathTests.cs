using FedHub.Contracts.Exchange.V1;
using FedHub.Protocol;

namespace FedHub.Hub.Tests.Host;

public sealed class LetterPathTests
{
    [Fact]
    public async Task Letter_RecipientAway_WaitsOverARestartUntilItIsTaken()
    {
        await using var hub = await TestHub.StartAsync();
        var request = TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now);
        var sent = await SendAsync(hub, hub.Kaz, request);
        sent.State.ShouldBe(LetterState.Held);
        await hub.RestartAsync();

        using (var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb))
        {
            var delivered = (await deliveries.ResponseStream.NextAsync()).Letter;
            delivered.Letter.ShouldBe(request.Letter);
            delivered.Proof.Index().ShouldBe(sent.Receipt.Index);
        }

        await TakeAsync(hub, hub.Uzb);
        (await SendAsync(hub, hub.Kaz, request)).ShouldBe(new SendLetterResponse { Receipt = sent.Receipt, State = LetterState.Taken });
        hub.LogFindings().ShouldBeEmpty();
    }

    [Fact]
    public async Task Letter_RecipientThere_IsDeliveredAtOnce()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb);
        var request = TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now);

        await SendAsync(hub, hub.Kaz, request);

        (await deliveries.ResponseStream.NextAsync()).Letter.Letter.ShouldBe(request.Letter);
    }

    [Fact]
    public async Task AnotherLetter_UnderAnIdThatIsHeldOrTaken_IsReplayed()
    {
        await using var hub = await TestHub.StartAsync();
        await SendAsync(hub, hub.Kaz, TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now));

        await RefusedAsync(hub, TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now, content: "another"), ErrorCode.Replayed);
        await TakeAsync(hub, hub.Uzb);
        await RefusedAsync(hub, TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now, content: "another"), ErrorCode.Replayed);

        // Ids belong to their sender.
        (await SendAsync(hub, hub.Uzb, TestLetter.Request(hub.Uzb, hub.Kaz, hub.Now, content: "another"))).State.ShouldBe(LetterState.Held);
    }

    [Fact]
    public async Task Letter_ThatExpired_IsToldAsSuchAndGivesWayToANewOne()
    {
        await using var hub = await TestHub.StartAsync();
        var first = TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now);
        await SendAsync(hub, hub.Kaz, first);
        hub.Clock.Advance(TimeSpan.FromDays(7));

        (await SendAsync(hub, hub.Kaz, first)).State.ShouldBe(LetterState.Expired);
        var second = TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now, content: "sealed anew");
        (await SendAsync(hub, hub.Kaz, second)).State.ShouldBe(LetterState.Held);

        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb);
        (await deliveries.ResponseStream.NextAsync()).Letter.Letter.ShouldBe(second.Letter);
    }

    [Fact]
    public async Task Letter_TakenByAnother_StaysWithItsRecipient()
    {
        await using var hub = await TestHub.StartAsync();
        var request = TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now);
        await SendAsync(hub, hub.Kaz, request);

        await TakeAsync(hub, hub.Kgz);

        (await SendAsync(hub, hub.Kaz, request)).State.ShouldBe(LetterState.Held);
    }

    [Fact]
    public async Task Letter_OfAnotherSender_OrAltered_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();
        var request = TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now);

        (await Calls.RefusalOfAsync(() => SendAsync(hub, hub.Kgz, request))).Code.ShouldBe(ErrorCode.NotAMember);
        request.Letter.SealedContent = Google.Protobuf.ByteString.CopyFromUtf8("altered");
        await RefusedAsync(hub, request, ErrorCode.PartDigestMismatch);
        var outlives = TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now.AddMinutes(3));
        await RefusedAsync(hub, outlives, ErrorCode.ClockSkew);
    }

    [Fact]
    public async Task Letters_BeyondTheLimit_AreRefusedAsBusy()
    {
        await using var hub = await TestHub.StartAsync(new HubLimits { HeldLettersPerMember = 1 });
        await SendAsync(hub, hub.Kaz, TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now));

        await RefusedAsync(hub, TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now, id: 2), ErrorCode.Unavailable);
        await TakeAsync(hub, hub.Uzb);
        (await SendAsync(hub, hub.Kaz, TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now, id: 2))).State.ShouldBe(LetterState.Held);
    }

    [Fact]
    public async Task Cancellation_DropsWhatIsUndeliveredAndEndsTheAskersStream()
    {
        await using var hub = await TestHub.StartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        await asked.ResponseStream.NextAsync();
        await asked.ResponseStream.NextAsync();

        var first = await CancelAsync(hub, hub.Kaz, TestLetter.Cancellation(hub.Kaz, query, hub.Now));

        var rest = await asked.ResponseStream.ToEndAsync();
        rest[0].MemberState.State.ShouldBe(MemberState.Expired);
        rest[1].Completed.MissingSlots.ShouldBe(1u);
        await hub.RestartAsync();
        (await CancelAsync(hub, hub.Kaz, TestLetter.Cancellation(hub.Kaz, query, hub.Now))).ShouldBe(first);
        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb);
        await SendAsync(hub, hub.Kaz, TestLetter.Request(hub.Kaz, hub.Uzb, hub.Now));

        // The letter is the next thing that comes: the query does not.
        (await deliveries.ResponseStream.NextAsync()).Letter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Cancellation_OfAnothersQuery_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        await asked.ResponseStream.NextAsync();

        (await Calls.RefusalOfAsync(() => CancelAsync(hub, hub.Kgz, TestLetter.Cancellation(hub.Kgz, query, hub.Now)))).Code.ShouldBe(ErrorCode.SignatureInvalid);
        (await Calls.RefusalOfAsync(() => CancelAsync(hub, hub.Kgz, TestLetter.Cancellation(hub.Kaz, query, hub.Now)))).Code.ShouldBe(ErrorCode.NotAMember);
        query.Origin = "KGZ";
        (await Calls.RefusalOfAsync(() => CancelAsync(hub, hub.Kgz, TestLetter.Cancellation(hub.Kgz, query, hub.Now)))).Code.ShouldBe(ErrorCode.NotFound);
    }

    private static Task<SendLetterResponse> SendAsync(TestHub hub, TestMember caller, SendLetterRequest request)
        => new LetterService.LetterServiceClient(hub.Channel(caller.Certificate)).SendLetterAsync(request).ResponseAsync.WaitAsync(TestHub.Patience);

    private static async Task TakeAsync(TestHub hub, TestMember caller)
        => await new LetterService.LetterServiceClient(hub.Channel(caller.Certificate))
            .TakeLetterAsync(new TakeLetterRequest { Sender = "KAZ", LetterId = TestLetter.Id(1) }).ResponseAsync.WaitAsync(TestHub.Patience);

    private static Task<CancelQueryResponse> CancelAsync(TestHub hub, TestMember caller, CancelQueryRequest request)
        => new CancellationService.CancellationServiceClient(hub.Channel(caller.Certificate)).CancelQueryAsync(request).ResponseAsync.WaitAsync(TestHub.Patience);

    private static async Task RefusedAsync(TestHub hub, SendLetterRequest request, ErrorCode code)
        => (await Calls.RefusalOfAsync(() => SendAsync(hub, hub.Kaz, request))).Code.ShouldBe(code);
}
