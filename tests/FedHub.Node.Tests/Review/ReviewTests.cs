using Dapper;
using FedHub.Node.Records;
using FedHub.Node.Review;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Review;

public sealed class ReviewTests : IAsyncLifetime
{
    private ReviewFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await ReviewFixture.CreateAsync();

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Review_Open_TellsWhoAsksWhyAndWhichRecord()
    {
        await _fixture.AskAsync();

        var review = await _fixture.OnlyReviewAsync();

        review.RecordId.ShouldBe("r1");
        review.Item.Origin.ShouldBe(TestFederation.Kaz);
        review.Item.Agency.ShouldBe("police");
        review.Item.Purpose.ShouldBe(Purpose.VictimIdentification);
        review.Item.LegalBasis.ShouldBe("Art. 1");
        review.Item.Category.ShouldBe(RecordCategory.Suspect);
        (review.Item.DueAt - review.Item.AskedAt).ShouldBe(TimeSpan.FromHours(24), TimeSpan.FromSeconds(1));
        review.Item.IsOverdue(review.Item.DueAt).ShouldBeTrue();
        review.Item.IsOverdue(review.Item.AskedAt).ShouldBeFalse();
    }

    [Fact]
    public async Task Decision_ToDisclose_ReachesTheAskerAsAHit()
    {
        var queryId = await _fixture.AskAsync();
        (await _fixture.PersonsAsync(queryId)).Outcome.ShouldBe(Outcome.UnderReview);

        await _fixture.DecideAsync((await _fixture.OnlyReviewAsync()).Item, DisclosureOutcome.Disclosed);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        var result = await _fixture.PersonsAsync(queryId);
        result.Outcome.ShouldBe(Outcome.Hit);
        result.IsFinal.ShouldBeTrue();
        result.Records.Single().Category.ShouldBe("suspect");
        result.Records.Single().MatchedOn.ShouldBe([Cryptography.Match.IdentifierClass.Document]);
        Pending().ShouldBe(0);
    }

    [Fact]
    public async Task Decision_ToRefuse_ReachesTheAskerWithItsGround()
    {
        var queryId = await _fixture.AskAsync();
        var review = await _fixture.OnlyReviewAsync();

        await _fixture.DecideAsync(review.Item, DisclosureOutcome.Refused, ground: review.Policy.Grounds[0]);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        var result = await _fixture.PersonsAsync(queryId);
        result.Outcome.ShouldBe(Outcome.Refused);
        result.Records.Single().Ground.ShouldBe("not permitted by national law");
    }

    [Fact]
    public async Task Decision_ToRefer_NamesTheDeskAndNothingElse()
    {
        var queryId = await _fixture.AskAsync();

        await _fixture.DecideAsync((await _fixture.OnlyReviewAsync()).Item, DisclosureOutcome.Referred);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        var record = (await _fixture.PersonsAsync(queryId)).Records.Single();
        record.Desk!.Name.ShouldBe("Desk");
        record.Category.ShouldBe("");
        record.Summary.ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoReviewers_DecideTheSame_OneDecisionStandsAndTheOtherIsToldWhat()
    {
        await _fixture.AskAsync();
        var seen = (await _fixture.OnlyReviewAsync()).Item;

        var decisions = await Task.WhenAll(
            TryAsync(() => _fixture.DecideAsync(seen, DisclosureOutcome.Disclosed, "o-1")),
            TryAsync(() => _fixture.DecideAsync(seen, DisclosureOutcome.Referred, "o-2")));

        var refused = decisions.Where(refusal => refusal is not null).ShouldHaveSingleItem()!;
        refused.Code.ShouldBe(ErrorCode.FailedPrecondition);
        refused.Message.ShouldContain("Your decision was not taken.");
        Votes().ShouldBe(1);
        Outbox().ShouldBe(1);
    }

    [Fact]
    public async Task SameDecision_OfTheSamePersonAgain_ChangesNothing()
    {
        await _fixture.AskAsync();
        var seen = (await _fixture.OnlyReviewAsync()).Item;

        await _fixture.DecideAsync(seen, DisclosureOutcome.Disclosed);
        (await _fixture.DecideAsync(seen, DisclosureOutcome.Disclosed)).Item.State.ShouldBe(ReviewState.Decided);

        Votes().ShouldBe(1);
        Outbox().ShouldBe(1);
    }

    [Theory]
    [InlineData(DisclosureOutcome.Refused, "")]
    [InlineData(DisclosureOutcome.Refused, "a ground of my own")]
    [InlineData(DisclosureOutcome.Disclosed, "not permitted by national law")]
    [InlineData(DisclosureOutcome.Canary, "")]
    public async Task Decision_ThatThePolicyDoesNotKnow_IsNotTaken(DisclosureOutcome outcome, string ground)
    {
        await _fixture.AskAsync();
        var seen = (await _fixture.OnlyReviewAsync()).Item;

        (await Should.ThrowAsync<FedHubException>(() => _fixture.DecideAsync(seen, outcome, ground: ground))).Refusal.Code.ShouldBe(ErrorCode.InvalidInput);

        Votes().ShouldBe(0);
        (await _fixture.OnlyReviewAsync()).Item.State.ShouldBe(ReviewState.Open);
    }

    [Fact]
    public async Task TwoPersons_MustDecideAlike()
    {
        await _fixture.AskAsync();
        await ExecuteAsync("UPDATE review SET two_persons = 1");
        var seen = (await _fixture.OnlyReviewAsync()).Item;

        var first = await _fixture.DecideAsync(seen, DisclosureOutcome.Disclosed, "o-1");
        first.Item.State.ShouldBe(ReviewState.Proposed);
        (await _fixture.DecideAsync(first.Item, DisclosureOutcome.Disclosed, "o-1")).Item.State.ShouldBe(ReviewState.Proposed);
        var second = await _fixture.DecideAsync(first.Item, DisclosureOutcome.Referred, "o-2");
        second.Item.State.ShouldBe(ReviewState.Proposed);
        Outbox().ShouldBe(0);
        var third = await _fixture.DecideAsync(second.Item, DisclosureOutcome.Referred, "o-1");

        third.Item.State.ShouldBe(ReviewState.Decided);
        third.Item.Outcome.ShouldBe(DisclosureOutcome.Referred);
        Outbox().ShouldBe(1);
    }

    [Fact]
    public async Task Review_ThatNobodyDecides_IsRefusedTwoWeeksAfterItsDueTime()
    {
        var queryId = await _fixture.AskAsync();
        _fixture.Federation.Clock.Offset = TimeSpan.FromDays(14);
        await _fixture.Owner.ReviewWatch.RunOnceAsync(CancellationToken.None);
        Outbox().ShouldBe(0);

        _fixture.Federation.Clock.Offset = TimeSpan.FromDays(15) + TimeSpan.FromMinutes(5);
        await _fixture.Owner.ReviewWatch.RunOnceAsync(CancellationToken.None);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        var result = await _fixture.PersonsAsync(queryId);
        result.Outcome.ShouldBe(Outcome.Refused);
        result.Records.Single().Ground.ShouldBe("not decided in time");
    }

    [Fact]
    public async Task Record_WithdrawnWhileUnderReview_IsToldAsNone()
    {
        var queryId = await _fixture.AskAsync();
        var seen = (await _fixture.OnlyReviewAsync()).Item;
        await new RecordRemoval(_fixture.Owner.Database, _fixture.Owner.Keys).WithdrawAsync("r1", CancellationToken.None);

        (await Should.ThrowAsync<FedHubException>(() => _fixture.DecideAsync(seen, DisclosureOutcome.Disclosed))).Refusal.Message.ShouldContain("withdrawn");
        await _fixture.Owner.ReviewWatch.RunOnceAsync(CancellationToken.None);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        (await _fixture.PersonsAsync(queryId)).Outcome.ShouldBe(Outcome.NoHit);
    }

    [Fact]
    public async Task Answer_DeliveredAgain_HasNoFurtherEffect()
    {
        var queryId = await _fixture.AskAsync();
        await _fixture.DecideAsync((await _fixture.OnlyReviewAsync()).Item, DisclosureOutcome.Disclosed);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);
        var revision = (await _fixture.FindAsync(queryId)).Revision;

        var again = await _fixture.Asker.LetterReceiver.TakeAsync(_fixture.LettersTo(_fixture.Asker).Single().Delivery, CancellationToken.None);

        again.ShouldNotBeNull();
        (await _fixture.FindAsync(queryId)).Revision.ShouldBe(revision);
    }

    [Fact]
    public async Task Owner_RestoredFromABackupOfBeforeTheDecision_CannotDecideASecondTime()
    {
        var queryId = await _fixture.AskAsync();
        await _fixture.DecideAsync((await _fixture.OnlyReviewAsync()).Item, DisclosureOutcome.Referred);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        await ExecuteAsync("DELETE FROM letter_outbox; DELETE FROM review_vote; UPDATE review SET state = 0, version = 0, outcome = NULL, decided_at = NULL");
        await _fixture.DecideAsync((await _fixture.OnlyReviewAsync()).Item, DisclosureOutcome.Disclosed);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        (await _fixture.PersonsAsync(queryId)).Outcome.ShouldBe(Outcome.Referred);
        _fixture.LettersTo(_fixture.Asker).Count.ShouldBe(1);
        Outbox().ShouldBe(0);
    }

    [Fact]
    public async Task Decision_WhileTheHubIsAway_IsSentWhenItIsBack()
    {
        var queryId = await _fixture.AskAsync();
        _fixture.Federation.Hub.RefusesLetters = true;
        await _fixture.DecideAsync((await _fixture.OnlyReviewAsync()).Item, DisclosureOutcome.Disclosed);
        await Should.ThrowAsync<FedHubException>(() => _fixture.Owner.LetterSender.SendDueAsync(CancellationToken.None));

        _fixture.Federation.Hub.RefusesLetters = false;
        _fixture.Federation.Clock.Offset = TimeSpan.FromDays(8);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        // Sealed before a hub that was away for eight days: by then it has expired, and is sealed anew.
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);
        (await _fixture.PersonsAsync(queryId)).Outcome.ShouldBe(Outcome.Hit);
    }

    [Fact]
    public async Task Decision_IsStatedAndLoggedWithoutWhatWasDecided()
    {
        await _fixture.AskAsync();

        await _fixture.DecideAsync((await _fixture.OnlyReviewAsync()).Item, DisclosureOutcome.Disclosed);

        var statement = _fixture.Owner.Database.Read(connection => connection.Query<byte[]>("SELECT payload FROM statement_outbox").ToList())
            .Select(System.Text.Encoding.UTF8.GetString).Single(text => text.Contains("review-decided", StringComparison.Ordinal));
        statement.ShouldContain("\"reviewers\":[\"o-1\"]");
        statement.ShouldNotContain("isclosed");
        var log = await _fixture.Owner.DisclosureLog.ListAsync(new DisclosureFilter(null, null, TestFederation.Kaz, "r1", 10), CancellationToken.None);
        log.Select(entry => entry.Outcome).ShouldBe([DisclosureOutcome.Disclosed, DisclosureOutcome.UnderReview]);
        log.ShouldAllBe(entry => entry.RecordId == "r1" && entry.KeyKinds.Count > 0);
    }

    private static async Task<Refusal?> TryAsync(Func<Task> decide)
    {
        try
        {
            await decide();
            return null;
        }
        catch (FedHubException refused)
        {
            return refused.Refusal;
        }
    }

    private Task<int> ExecuteAsync(string sql) => _fixture.Owner.Database.WriteAsync(connection => connection.Execute(sql), CancellationToken.None);

    private long Votes() => Count(_fixture.Owner, "review_vote");

    private long Outbox() => Count(_fixture.Owner, "letter_outbox");

    private long Pending() => Count(_fixture.Asker, "pending_review");

    private static long Count(NodeComponents node, string table)
        => node.Database.Read(connection => connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}"));
}
