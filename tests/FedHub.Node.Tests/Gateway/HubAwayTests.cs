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

    [Theory]
    [InlineData(61, "its clock is 61 minutes ahead of your node's")]
    [InlineData(-61, "its clock is 61 minutes behind your node's")]
    public void Refusal_ForTheTime_ByAnOwnerWithAnotherClock_SaysWhoseClockIsWhere(int minutes, string text)
    {
        var verdict = RefusalOutcomes.Of(
            new Refusal(minutes > 0 ? ErrorCode.Expired : ErrorCode.ClockSkew, "time"), Cryptography.Match.IdentifierClass.Document, TimeSpan.FromMinutes(minutes));

        verdict.Outcome.ShouldBe(Outcome.Expired);
        CollectionSentence.Of(Outcome.Expired, [verdict]).ShouldContain(text);
        CollectionSentence.Of(Outcome.Expired, [verdict]).ShouldContain("not a no-hit");
    }

    [Fact]
    public void Refusal_OfAQueryThatHasExpired_BlamesNoClock()
    {
        var verdict = RefusalOutcomes.Of(new Refusal(ErrorCode.Expired, "time"), Cryptography.Match.IdentifierClass.Document, TimeSpan.FromSeconds(3));

        verdict.Reason.ShouldBe(SlotReason.None);
    }

    private async Task<IReadOnlyList<SearchEvent>> RunAsync()
        => await _federation.RunAsync((await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!);
}
