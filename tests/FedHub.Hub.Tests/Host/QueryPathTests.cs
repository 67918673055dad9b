using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Hub.V1;
using Grpc.Core;

namespace FedHub.Hub.Tests.Host;

public sealed class QueryPathTests
{
    [Fact]
    public async Task Query_MemberWithStreamAnswers_AskerGetsAnswerThenEnd()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = await OpenAsync(hub, hub.Uzb);
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot(), hub.Kgz.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));

        (await asked.ResponseStream.NextAsync()).Accepted.Receipt.LeafHash.Length.ShouldBe(32);
        var delivery = (await deliveries.ResponseStream.NextAsync()).Query;
        delivery.SealedParts.ShouldHaveSingleItem().Ciphertext.ShouldBe(TestQuery.Sealed(hub.Uzb.Slot()));
        delivery.Query.Payload.ShouldBe(TestQuery.Request(hub.Kaz, query).Query.Payload);

        // KGZ has no stream: it is unreachable at once, without waiting for the deadline.
        (await asked.ResponseStream.NextAsync()).MemberState.ShouldBe(
            new MemberStateChanged { Member = "KGZ", State = MemberState.Unreachable });
        var answer = hub.Uzb.Answer(query, hub.Uzb.Slot(), hub.Now);
        var returned = await ReturnAsync(hub, hub.Uzb, query, answer);
        returned.Receipts.ShouldHaveSingleItem();

        var rest = await asked.ResponseStream.ToEndAsync();
        rest[0].Answer.ShouldBe(answer);
        rest[1].Completed.ShouldBe(new QueryCompleted { AnsweredSlots = 1, MissingSlots = 1 });
        rest.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Query_DeadlinePasses_LateAnswerIsLoggedAndSeenOnResume()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = await OpenAsync(hub, hub.Uzb);
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        await asked.ResponseStream.NextAsync();
        await deliveries.ResponseStream.NextAsync();
        hub.Clock.Advance(TimeSpan.FromSeconds(5));
        var rest = await asked.ResponseStream.ToEndAsync();
        rest[0].MemberState.State.ShouldBe(MemberState.Unreachable);
        rest[1].Completed.MissingSlots.ShouldBe(1u);

        var before = (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize;
        await ReturnAsync(hub, hub.Uzb, query, hub.Uzb.Answer(query, hub.Uzb.Slot(), hub.Now));
        (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize.ShouldBe(before + 1);

        using var again = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        var resumed = await again.ResponseStream.ToEndAsync();
        resumed[1].Answer.ShouldNotBeNull();
        resumed[^1].Completed.ShouldBe(new QueryCompleted { AnsweredSlots = 1 });
    }

    [Fact]
    public async Task WaitingQuery_MemberComesLater_GetsItAndAskerGetsTheAnswer()
    {
        await using var hub = await TestHub.StartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        await asked.ResponseStream.NextAsync();
        (await asked.ResponseStream.NextAsync()).MemberState.State.ShouldBe(MemberState.Waiting);
        hub.Clock.Advance(TimeSpan.FromHours(3));

        using var deliveries = await OpenAsync(hub, hub.Uzb);
        (await deliveries.ResponseStream.NextAsync()).Query.Query.Payload.ShouldBe(TestQuery.Request(hub.Kaz, query).Query.Payload);
        await ReturnAsync(hub, hub.Uzb, query, hub.Uzb.Answer(query, hub.Uzb.Slot(), hub.Now));
        (await asked.ResponseStream.ToEndAsync())[^1].Completed.AnsweredSlots.ShouldBe(1u);
    }

    [Fact]
    public async Task Restart_OpenQuery_ResumesAndMissesNoAnswer()
    {
        await using var hub = await TestHub.StartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot(), hub.Kgz.Slot());
        var request = TestQuery.Request(hub.Kaz, query);
        ulong index;
        using (var asked = hub.Exchange(hub.Kaz).SubmitQuery(request))
        {
            index = (await asked.ResponseStream.NextAsync()).Accepted.Receipt.Index;
        }

        var answer = hub.Uzb.Answer(query, hub.Uzb.Slot(), hub.Now);
        await ReturnAsync(hub, hub.Uzb, query, answer);
        await hub.RestartAsync();

        using var resumed = hub.Exchange(hub.Kaz).SubmitQuery(request);
        (await resumed.ResponseStream.NextAsync()).Accepted.Receipt.Index.ShouldBe(index);
        (await resumed.ResponseStream.NextAsync()).Answer.ShouldBe(answer);
        (await resumed.ResponseStream.NextAsync()).MemberState.ShouldBe(new MemberStateChanged { Member = "KGZ", State = MemberState.Waiting });
        using var deliveries = await OpenAsync(hub, hub.Kgz);
        (await deliveries.ResponseStream.NextAsync()).Query.Proof.Index().ShouldBe(index);
        await ReturnAsync(hub, hub.Kgz, query, hub.Kgz.Answer(query, hub.Kgz.Slot(), hub.Now));
        (await resumed.ResponseStream.ToEndAsync())[^1].Completed.ShouldBe(new QueryCompleted { AnsweredSlots = 2 });
        hub.LogFindings().ShouldBeEmpty();
    }

    [Fact]
    public async Task WaitingQuery_NodeLivesOnWithoutAnswering_GetsItAgain()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = await OpenAsync(hub, hub.Uzb);
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        var first = (await deliveries.ResponseStream.NextDeliveryAsync()).Query;
        hub.Clock.Advance(TimeSpan.FromMinutes(5));

        // The proof may be by a newer checkpoint.
        var second = (await deliveries.ResponseStream.NextDeliveryAsync()).Query;
        second.Query.ShouldBe(first.Query);
        second.SealedParts.ShouldBe(first.SealedParts);
        second.Proof.Index().ShouldBe(first.Proof.Index());
    }

    [Fact]
    public async Task ReturnAnswers_Twice_GivesTheSameEntry()
    {
        await using var hub = await TestHub.StartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        await asked.ResponseStream.NextAsync();

        var first = await ReturnAsync(hub, hub.Uzb, query, hub.Uzb.Answer(query, hub.Uzb.Slot(), hub.Now));
        var other = await ReturnAsync(hub, hub.Uzb, query, hub.Uzb.Answer(query, hub.Uzb.Slot(), hub.Now, "another"));

        other.Receipts.ShouldBe(first.Receipts);
        (await asked.ResponseStream.ToEndAsync()).Single(message => message.Answer is not null).Answer.SealedAnswer.ToStringUtf8().ShouldBe("sealed answer");
    }

    internal static async Task<AsyncServerStreamingCall<OpenDeliveriesResponse>> OpenAsync(TestHub hub, TestMember member)
    {
        var call = hub.Exchange(member).OpenDeliveries(new OpenDeliveriesRequest());
        (await call.ResponseStream.NextAsync()).Change.DirectoryVersion.ShouldBe(1u);
        return call;
    }

    internal static async Task<ReturnAnswersResponse> ReturnAsync(
        TestHub hub, TestMember member, Contracts.Query.V1.MatchQuery query, params Contracts.Query.V1.SlotAnswer[] answers)
    {
        var request = new ReturnAnswersRequest { Origin = query.Origin, QueryId = query.QueryId };
        request.Answers.AddRange(answers);
        return await hub.Exchange(member).ReturnAnswersAsync(request).ResponseAsync.WaitAsync(TestHub.Patience);
    }
}
