using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Searches;
using FedHub.Node.Tests.Review;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Searches;

public sealed class KeptSearchTests : IAsyncLifetime
{
    private ReviewFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await ReviewFixture.CreateAsync();

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Search_WhoseReaderGoesAway_EndsAllTheSame()
    {
        var search = await PrepareAsync();
        await foreach (var happened in _fixture.Asker.Runner.RunAsync(search, _fixture.Federation.SignatureOf(search), CancellationToken.None))
        {
            happened.ShouldNotBeNull();
            break;
        }

        await _fixture.WhenEndedAsync(search.QueryId);

        var kept = await _fixture.FindAsync(search.QueryId);
        kept.Life.ShouldBe(SearchLife.Ended);
        kept.LogIndex.ShouldBe(1ul);
        kept.For.CaseReference.ShouldBe("case 17");
        kept.For.Members.ShouldBe([TestFederation.Uzb]);
        (await _fixture.PersonsAsync(search.QueryId)).Outcome.ShouldBe(Outcome.Hit);
    }

    [Fact]
    public async Task Search_SignedBeforeTheNodeStopped_IsTakenUpAtItsStart()
    {
        var search = await PrepareAsync();
        _fixture.Asker.Prepared.TryTake(search).ShouldBeTrue();
        await _fixture.Asker.Keeper.SignedAsync(search, _fixture.Federation.Sign(search), CancellationToken.None);

        _fixture.Asker.Runner.Resume();
        await _fixture.WhenEndedAsync(search.QueryId);

        (await _fixture.PersonsAsync(search.QueryId)).Outcome.ShouldBe(Outcome.Hit);
        (await _fixture.FindAsync(search.QueryId)).IsFinal.ShouldBeTrue();
        search.Dispose();
    }

    [Fact]
    public async Task Collections_SettledBeforeTheNodeStopped_AreNotAskedAgain()
    {
        var search = await PrepareAsync();
        _fixture.Asker.Prepared.TryTake(search).ShouldBeTrue();
        await _fixture.Asker.Keeper.SignedAsync(search, _fixture.Federation.Sign(search), CancellationToken.None);
        var settled = new CollectionStanding(TestFederation.Uzb, CollectionName.Parse("persons")) { Slots = [new SlotVerdict(IdentifierClass.Document, Outcome.OverBudget)] };
        await _fixture.Asker.Keeper.KeepAsync(search.QueryId, settled, isSettled: true, CancellationToken.None);

        _fixture.Asker.Runner.Resume();
        await _fixture.WhenEndedAsync(search.QueryId);

        (await _fixture.PersonsAsync(search.QueryId)).Outcome.ShouldBe(Outcome.OverBudget);
        _fixture.Federation.Hub.DisclosureDeliveries.ShouldBeEmpty();
        search.Dispose();
    }

    [Fact]
    public async Task Search_ThatNobodySigned_IsNotListedAndForgottenLater()
    {
        var search = await PrepareAsync();
        (await _fixture.Asker.Desk.FindAsync(search.QueryId, CancellationToken.None)).ShouldBeNull();

        _fixture.Federation.Clock.Offset = TimeSpan.FromMinutes(1);
        await _fixture.Asker.Keeper.PruneAsync(CancellationToken.None);

        Count("kept_search").ShouldBe(0);
    }

    [Fact]
    public async Task Database_OfKeptSearches_HoldsNoCaseAndNoRecordInTheClear()
    {
        var queryId = await _fixture.AskAsync();

        var blobs = _fixture.Asker.Database.Read(connection => connection.Query<byte[]>(
            "SELECT sealed FROM kept_search UNION ALL SELECT sealed FROM kept_collection UNION ALL SELECT sealed_reply_key FROM pending_review").ToList());
        blobs.Count.ShouldBeGreaterThan(3);
        blobs.Count(blob => blob.AsSpan().IndexOf("case 17"u8) >= 0 || blob.AsSpan().IndexOf("persons"u8) >= 0).ShouldBe(0);
        Count("open_search").ShouldBe(0);
        Count("open_disclosure").ShouldBe(0);
        (await _fixture.FindAsync(queryId)).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task Confirm_NothingIsAskedBeforeTheOfficerChooses_ThenIsAsked()
    {
        var search = await PrepareAsync();
        search.NeedsConfirmation = true;
        var events = await _fixture.Federation.RunAsync(search);

        events[^1].ShouldBeOfType<SearchFinished>().NotFinal.ShouldBe([TestFederation.Uzb]);
        var found = await _fixture.PersonsAsync(search.QueryId);
        found.NeedsConfirmation.ShouldBeTrue();
        found.Outcome.ShouldBe(Outcome.NotAsked);
        found.IsFinal.ShouldBeFalse();
        found.Grade.ShouldBe(Grade.A);
        _fixture.Federation.Hub.DisclosureDeliveries.ShouldBeEmpty();

        var (asked, notAsked) = await _fixture.Asker.Desk.ChooseAsync(await _fixture.FindAsync(search.QueryId), [TestFederation.Uzb], CancellationToken.None);
        await _fixture.WhenEndedAsync(search.QueryId);

        asked.ShouldBe([TestFederation.Uzb]);
        notAsked.ShouldBeEmpty();
        (await _fixture.PersonsAsync(search.QueryId)).Outcome.ShouldBe(Outcome.Hit);
    }

    [Fact]
    public async Task Confirm_NobodyChosen_IsNotAskedAndNeverANoHit()
    {
        var search = await PrepareAsync();
        search.NeedsConfirmation = true;
        await _fixture.Federation.RunAsync(search);

        await _fixture.Asker.Desk.ChooseAsync(await _fixture.FindAsync(search.QueryId), [], CancellationToken.None);
        await _fixture.WhenEndedAsync(search.QueryId);

        var result = await _fixture.PersonsAsync(search.QueryId);
        result.Outcome.ShouldBe(Outcome.NotAsked);
        result.IsFinal.ShouldBeFalse();
        result.Message.ShouldContain("not a no-hit");
        _fixture.Federation.Hub.DisclosureDeliveries.ShouldBeEmpty();
        (await _fixture.FindAsync(search.QueryId)).IsFinal.ShouldBeFalse();
    }

    [Fact]
    public async Task Confirm_OfACountryWhereNothingWasFound_IsRefused()
    {
        var search = await PrepareAsync();
        search.NeedsConfirmation = true;
        await _fixture.Federation.RunAsync(search);
        var kept = await _fixture.FindAsync(search.QueryId);

        (await Should.ThrowAsync<FedHubException>(() => _fixture.Asker.Desk.ChooseAsync(kept, [MemberId.Parse("TJK")], CancellationToken.None)))
            .Refusal.Code.ShouldBe(ErrorCode.InvalidInput);
    }

    [Fact]
    public async Task Cancellation_IsSignedByTheNodeAndNamesTheQuery()
    {
        var search = await PrepareAsync();
        search.NeedsConfirmation = true;
        await _fixture.Federation.RunAsync(search);

        await _fixture.Asker.Desk.CancelAsync(await _fixture.FindAsync(search.QueryId), CancellationToken.None);
        await _fixture.Asker.Desk.CancelAsync(await _fixture.FindAsync(search.QueryId), CancellationToken.None);

        var envelope = _fixture.Federation.Hub.Cancellations.ShouldHaveSingleItem();
        var cancellation = CancellationVerifier.Verify(envelope, _fixture.Federation.Current, _fixture.Federation.Clock.GetUtcNow()).OrThrow();
        cancellation.QueryId.ShouldBe(search.QueryId);
        (await _fixture.FindAsync(search.QueryId)).Life.ShouldBe(SearchLife.Cancelled);
    }

    [Fact]
    public async Task OfficerWithAStolenKey_TheirSearchThatRunsWithoutACall_IsStoppedAndTakenBack()
    {
        var search = await PrepareAsync();
        search.NeedsConfirmation = true;
        await _fixture.Federation.RunAsync(search);
        (await _fixture.FindAsync(search.QueryId)).Life.ShouldBe(SearchLife.Running);

        var cancelled = await _fixture.Asker.OfficerSearches.CancelAsync(_fixture.Asker.Officers.All.Single().OfficerId, CancellationToken.None);

        cancelled.Select(open => open.QueryId).ShouldBe([search.QueryId]);
        _fixture.Federation.Hub.Cancellations.ShouldHaveSingleItem();
        (await _fixture.FindAsync(search.QueryId)).Life.ShouldBe(SearchLife.Cancelled);
        _fixture.Asker.Live.Count.ShouldBe(0);
        Count("open_search").ShouldBe(0);
    }

    [Fact]
    public async Task Search_ThatEndedWithoutAWordOfSomeCollections_ShowsThemAsCutOffAndNeverAsNoHit()
    {
        var search = await PrepareAsync();
        _fixture.Asker.Prepared.TryTake(search).ShouldBeTrue();
        await _fixture.Asker.Keeper.SignedAsync(search, _fixture.Federation.Sign(search), CancellationToken.None);
        var settled = new CollectionStanding(TestFederation.Uzb, CollectionName.Parse("objects")) { Slots = [new SlotVerdict(IdentifierClass.Document, Outcome.NoHit)] };
        var waiting = new CollectionStanding(TestFederation.Uzb, CollectionName.Parse("persons")) { Slots = [new SlotVerdict(IdentifierClass.Document, Outcome.Waiting)] };
        await _fixture.Asker.Keeper.KeepAsync(search.QueryId, settled, isSettled: true, CancellationToken.None);
        await _fixture.Asker.Keeper.KeepAsync(search.QueryId, waiting, isSettled: false, CancellationToken.None);

        await _fixture.Asker.Keeper.EndedAsync(search.QueryId, isRefused: false, CancellationToken.None);

        var kept = await _fixture.FindAsync(search.QueryId);
        var results = kept.Collections.Select(collection => collection.ToResult()).ToDictionary(result => result.Collection.ToString());
        results.ToDictionary(result => result.Key, result => result.Value.Outcome)
            .ShouldBe(new Dictionary<string, Outcome> { ["objects"] = Outcome.NoHit, ["persons"] = Outcome.Unreachable, ["referral"] = Outcome.Unreachable }, ignoreOrder: true);
        results["persons"].Message.ShouldBe("The search broke off at your own node before this was answered. This is not a no-hit: search again.");
        results["referral"].IsFinal.ShouldBeFalse();
        kept.IsFinal.ShouldBeFalse();
        kept.IsOpen.ShouldBeFalse();
        kept.Own.ShouldAllBe(collection => collection.ToResult().Outcome != Outcome.NoHit);
        Node.Rpc.SearchMessages.Details(kept).Outcomes.Count.ShouldBe(3);
        search.Dispose();
    }

    [Fact]
    public async Task Search_ThatFailsUnexpectedly_IsKeptAsBrokenOff()
    {
        var search = await PrepareAsync();
        var queryId = search.QueryId;
        _fixture.Federation.Hub.OnQuery = () => new InvalidOperationException("a fault that nobody thought of");

        await Should.ThrowAsync<InvalidOperationException>(() => _fixture.Federation.RunAsync(search));
        await _fixture.WhenEndedAsync(queryId);

        var kept = await _fixture.FindAsync(queryId);
        kept.IsFinal.ShouldBeFalse();
        kept.Collections.Select(collection => collection.ToResult().Outcome).ShouldBe([Outcome.Unreachable, Outcome.Unreachable, Outcome.Unreachable]);
        Count("open_search").ShouldBe(0);
    }

    [Fact]
    public async Task OpenDisclosure_ReadBack_IsTheSameRequest()
    {
        using var key = SymmetricKey.Generate();
        using var replyKey = SealingKey.Generate();
        var store = new OpenDisclosureStore(_fixture.Asker.Database, key);
        var search = await PrepareAsync();
        var slot = SlotId.Parse("UZB/persons/document");
        Tag.TryFromBytes(new byte[16], out var tag).ShouldBeTrue();
        Token.TryFromBytes(new byte[32], out var token).ShouldBeTrue();
        var message = new SealedMessage(Envelope.Sign(PayloadTypes.DisclosureRequest, "request"u8.ToArray(), _fixture.Asker.Keys.SigningKey), "sealed"u8.ToArray());
        using var request = new OpenDisclosureRequest(message, [new FoundTag(slot, new EpochNumber(7), 2, tag, token, null)], replyKey, DateTimeOffset.UnixEpoch);

        await store.SaveAsync(search.QueryId, slot.Member, slot.Collection, request, CancellationToken.None);
        using var restored = store.Find(search.QueryId, slot.Member, slot.Collection).ShouldNotBeNull();

        restored.Digest.ShouldBe(request.Digest);
        restored.Message.Content.ToArray().ShouldBe("sealed"u8.ToArray());
        restored.Claims.ShouldBe(request.Claims);
        restored.ReplyKey.PublicKey.ShouldBe(replyKey.PublicKey);
        restored.ExpiresAt.ShouldBe(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task Standing_ReadBack_SaysTheSame()
    {
        var queryId = await _fixture.AskAsync();
        var standing = (await _fixture.FindAsync(queryId)).Collections.Single(collection => collection.Collection.ToString() == "persons");

        var again = StandingCodec.Decode(StandingCodec.Encode(standing));

        StandingCodec.Encode(again).ShouldBe(StandingCodec.Encode(standing));
        var (record, restored) = (standing.Records.Single(), again.Records.Single());
        restored.Score.Reasons.ShouldBe(record.Score.Reasons);
        restored.Desk.ShouldBe(record.Desk);
        restored.Handle.ToArray().ShouldBe(record.Handle.ToArray());
        again.ToResult().Message.ShouldBe(standing.ToResult().Message);
    }

    private async Task<PreparedSearch> PrepareAsync() => (await _fixture.Federation.PrepareAsync(new MatchSubject { Documents = [ReviewFixture.Passport] })).Search!;

    private long Count(string table) => _fixture.Asker.Database.Read(connection => connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}"));
}
