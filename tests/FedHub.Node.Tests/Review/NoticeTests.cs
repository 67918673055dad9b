using Dapper;
using FedHub.Matching;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Review;

/// <summary>What happens to a record after it was disclosed, and what askers find out about it.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private ReviewFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await ReviewFixture.CreateAsync();

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Record_WithdrawnAfterItsDisclosure_IsToldToWhoeverHasIt()
    {
        var queryId = await DisclosedAsync();
        await new RecordRemoval(_fixture.Owner.Database, _fixture.Owner.Keys).WithdrawAsync("r1", CancellationToken.None);

        await _fixture.Owner.ReviewWatch.RunOnceAsync(CancellationToken.None);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        (await _fixture.FindAsync(queryId)).HasNotice.ShouldBeTrue();
        var record = (await _fixture.PersonsAsync(queryId)).Records.Single();
        record.Change.ShouldBe(RecordChange.Withdrawn);
        record.Category.ShouldBe("suspect");
    }

    [Fact]
    public async Task Record_CorrectedAfterItsDisclosure_IsToldOnceForEachCorrection()
    {
        var queryId = await DisclosedAsync();
        await CorrectAsync();

        await _fixture.Owner.ReviewWatch.RunOnceAsync(CancellationToken.None);
        await _fixture.Owner.ReviewWatch.RunOnceAsync(CancellationToken.None);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);
        _fixture.LettersTo(_fixture.Asker).Count.ShouldBe(1);
        (await _fixture.PersonsAsync(queryId)).Records.Single().Change.ShouldBe(RecordChange.Corrected);

        await CorrectAsync();
        await _fixture.Owner.ReviewWatch.RunOnceAsync(CancellationToken.None);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);
        _fixture.LettersTo(_fixture.Asker).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Owner_RestoredFromABackupOfBeforeTheNotice_SaysItOnce()
    {
        await DisclosedAsync();
        var mac = _fixture.Owner.Database.Read(connection => connection.QuerySingle<byte[]>("SELECT content_mac FROM disclosed_record"));
        await CorrectAsync();
        await _fixture.Owner.ReviewWatch.RunOnceAsync(CancellationToken.None);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        await _fixture.Owner.Database.WriteAsync(
            connection => connection.Execute("DELETE FROM letter_outbox; UPDATE disclosed_record SET content_mac = @mac", new { mac }), CancellationToken.None);
        await _fixture.Owner.ReviewWatch.RunOnceAsync(CancellationToken.None);
        await _fixture.CarryAsync(_fixture.Owner, _fixture.Asker);

        _fixture.LettersTo(_fixture.Asker).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Record_ThatWasOnlyUnderReview_IsNotToldOf()
    {
        await _fixture.AskAsync();
        await CorrectAsync();

        await _fixture.Owner.ReviewWatch.RunOnceAsync(CancellationToken.None);

        _fixture.Owner.Database.Read(connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM letter_outbox")).ShouldBe(0);
    }

    [Theory]
    [InlineData(HitMark.Confirmed, 1, 0, 0)]
    [InlineData(HitMark.Wrong, 0, 1, 0)]
    [InlineData(HitMark.Unclear, 0, 0, 1)]
    public async Task Mark_OfAHit_CountsForTheOwnersKeysAndSaysNothingElse(HitMark mark, int confirmed, int wrong, int unclear)
    {
        var queryId = await DisclosedAsync();
        var search = await _fixture.FindAsync(queryId);
        var handle = (await _fixture.PersonsAsync(queryId)).Records.Single().Handle;

        await _fixture.Asker.Desk.MarkAsync(search, handle, mark, CancellationToken.None);
        await _fixture.CarryAsync(_fixture.Asker, _fixture.Owner);

        (await _fixture.PersonsAsync(queryId)).Records.Single().Mark.ShouldBe(mark);
        var tally = await _fixture.Owner.DisclosureLog.TallyAsync(CancellationToken.None);
        tally.ShouldNotBeEmpty();
        tally.ShouldAllBe(kind => kind.Disclosed == 1 && kind.Confirmed == confirmed && kind.Wrong == wrong && kind.Unclear == unclear);
    }

    [Fact]
    public async Task Mark_ChangedLater_ReplacesTheFirst()
    {
        var queryId = await DisclosedAsync();
        var handle = (await _fixture.PersonsAsync(queryId)).Records.Single().Handle;
        await _fixture.Asker.Desk.MarkAsync(await _fixture.FindAsync(queryId), handle, HitMark.Confirmed, CancellationToken.None);
        _fixture.Federation.Clock.Offset = TimeSpan.FromMinutes(1);
        await _fixture.Asker.Desk.MarkAsync(await _fixture.FindAsync(queryId), handle, HitMark.Wrong, CancellationToken.None);

        await _fixture.CarryAsync(_fixture.Asker, _fixture.Owner);

        (await _fixture.Owner.DisclosureLog.TallyAsync(CancellationToken.None)).ShouldAllBe(kind => kind.Confirmed == 0 && kind.Wrong == 1);
    }

    [Fact]
    public async Task Mark_OfAHandleThatTheSearchDoesNotHave_IsNotFound()
    {
        var search = await _fixture.FindAsync(await DisclosedAsync());

        (await Should.ThrowAsync<FedHubException>(() => _fixture.Asker.Desk.MarkAsync(search, new byte[16], HitMark.Confirmed, CancellationToken.None)))
            .Refusal.Code.ShouldBe(ErrorCode.NotFound);
    }

    /// <summary>A search whose hit was disclosed at once.</summary>
    private async Task<Cryptography.Match.QueryId> DisclosedAsync()
    {
        var search = (await _fixture.Federation.PrepareAsync(new MatchSubject { Documents = [ReviewFixture.Passport] })).Search!;
        await _fixture.Federation.RunAsync(search);
        (await _fixture.PersonsAsync(search.QueryId)).Outcome.ShouldBe(Outcome.Hit);
        return search.QueryId;
    }

    private Task<int> CorrectAsync() => _fixture.Owner.Database.WriteAsync(
        connection => connection.Execute("UPDATE record SET content_mac = randomblob(32), change_number = change_number + 1000 WHERE is_canary = 0"), CancellationToken.None);
}
