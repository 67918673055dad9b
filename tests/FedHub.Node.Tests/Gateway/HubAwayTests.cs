using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Gateway;

/// <summary>A hub that cannot be reached: quickly said where nothing was sent, honestly unknown where something may have been.</summary>
public sealed class HubAwayTests : IAsyncLifetime
{
    private TestFederation _federation = null!;

    public async Task InitializeAsync() => _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,\n");

    public async Task DisposeAsync() => await _federation.DisposeAsync();

    [Fact]
    public async Task Hub_NotReachedFromTheStart_EndsTheSearchLongBeforeItsLifeAndSaysThatNobodyWasAsked()
    {
        _federation.Hub.OnQuery = () => new FedHubException(new Refusal(ErrorCode.Unavailable, "away"), new HubNotReachedException(new IOException()));

        var events = await RunAsync();

        events.OfType<CollectionResult>().ShouldAllBe(result => result.Outcome == Outcome.Unreachable && !result.IsFinal
            && result.Message.StartsWith("Was not asked: your node cannot reach the federation's hub, and nothing was sent. This is not a no-hit"));
        var finished = events[^1].ShouldBeOfType<SearchFinished>();
        finished.NotFinal.ShouldBe([TestFederation.Uzb]);
        finished.Elapsed.ShouldBeLessThan(ProtocolLimits.InteractiveLifetime / 2);
        events.OfType<OwnRecordsSearched>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Hub_LostAfterTheQueryMayHaveBeenSent_IsAskedUntilTheEndAndSaysThatItIsNotKnown()
    {
        var attempts = 0;
        _federation.Hub.OnQuery = () =>
        {
            // The clock goes on between attempts; the second one comes after the query's end.
            _federation.Clock.Offset += attempts++ == 0 ? TimeSpan.FromSeconds(10) : TimeSpan.FromSeconds(30);
            return new FedHubException(new Refusal(ErrorCode.Unavailable, "away"), attempts == 1 ? null : new HubNotReachedException(new IOException()));
        };

        var events = await RunAsync();

        attempts.ShouldBe(2);
        events.OfType<CollectionResult>().ShouldAllBe(result => result.Outcome == Outcome.Unreachable && result.Message.Contains("whether it was asked is not known"));
    }

    [Fact]
    public async Task Hub_BackWithinItsPatience_AnswersAsIfNothingHadBeen()
    {
        var attempts = 0;
        _federation.Hub.OnQuery = () => attempts++ < 2
            ? new FedHubException(new Refusal(ErrorCode.Unavailable, "away"), new HubNotReachedException(new IOException()))
            : null;

        var events = await RunAsync();

        events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons").Outcome.ShouldBe(Outcome.Hit);
    }

    [Fact]
    public async Task Hub_AwayForADay_HasAWaitingSearchWhenItIsBack()
    {
        var attempts = 0;
        _federation.Hub.OnQuery = () =>
        {
            if (attempts++ > 0)
            {
                return null;
            }

            _federation.Clock.Offset += TimeSpan.FromDays(1);
            return new FedHubException(new Refusal(ErrorCode.Unavailable, "away"), new HubNotReachedException(new IOException()));
        };
        var officer = await _federation.ApprovedOfficerAsync(Purpose.Investigation);
        var credential = await _federation.Asker.Credentials.ForSearchAsync(officer, Purpose.Investigation, CancellationToken.None);
        var order = new SearchOrder(
            new Criteria(new MatchSubject { Documents = ["KAZ:N1234567"] }, null), Purpose.Investigation, "Art. 1", "case 17", [], AsTyped: false)
        {
            Wait = TimeSpan.FromDays(3),
        };

        var search = (await _federation.Asker.Preparer.PrepareAsync(credential, order, CancellationToken.None)).Search!;

        var events = await _federation.RunAsync(search);

        // The officer is let go with nothing known; the node goes on asking.
        events.OfType<CollectionResult>().ShouldAllBe(result => result.Outcome == Outcome.Waiting && !result.IsFinal);
        (await WhenHitAsync(search.QueryId)).Collection.ToString().ShouldBe("persons");
        attempts.ShouldBe(2);
    }

    [Theory]
    [InlineData(61, "its clock is 61 minutes ahead of your node's")]
    [InlineData(-61, "its clock is 61 minutes behind your node's")]
    public void Refusal_ForTheTime_ByAnOwnerWithAnotherClock_SaysWhoseClockIsWhere(int minutes, string text)
    {
        var verdict = RefusalOutcomes.Of(
            new Refusal(minutes > 0 ? ErrorCode.Expired : ErrorCode.ClockSkew, "time"), IdentifierClass.Document, TimeSpan.FromMinutes(minutes));

        verdict.Outcome.ShouldBe(Outcome.Expired);
        CollectionSentence.Of(Outcome.Expired, [verdict]).ShouldContain(text);
        CollectionSentence.Of(Outcome.Expired, [verdict]).ShouldContain("not a no-hit");
    }

    [Fact]
    public void Refusal_OfAQueryThatHasExpired_BlamesNoClock()
    {
        var verdict = RefusalOutcomes.Of(new Refusal(ErrorCode.Expired, "time"), IdentifierClass.Document, TimeSpan.FromSeconds(3));

        verdict.Reason.ShouldBe(SlotReason.None);
    }

    private async Task<CollectionResult> WhenHitAsync(QueryId queryId)
    {
        var desk = _federation.Asker.Desk;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var change = desk.NextChange;
            if ((await desk.FindAsync(queryId, timeout.Token))!.Collections.Select(collection => collection.ToResult()).FirstOrDefault(result => result.Outcome == Outcome.Hit) is { } hit)
            {
                return hit;
            }

            await change.WaitAsync(timeout.Token);
        }
    }

    private async Task<IReadOnlyList<SearchEvent>> RunAsync()
        => await _federation.RunAsync((await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!);
}
