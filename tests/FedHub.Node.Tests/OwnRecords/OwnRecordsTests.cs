using Dapper;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.Review;
using FedHub.Node.Searches;
using FedHub.Protocol;

namespace FedHub.Node.Tests.OwnRecords;

/// <summary>The own country's records are looked in with every search, by the node alone, and shown apart.</summary>
public sealed class OwnRecordsTests : IAsyncLifetime
{
    private const string Passport = "KAZ:N5555551";
    private const string Suspect = "k1,suspect,Daniyar Omarov,1982-07-09,KAZ:N5555551,\n";
    private const string Victim = "k2,victim,Aizhan Nurlanova,2001-02-03,KAZ:N5555552,\n";

    private TestFederation _federation = null!;

    private NodeComponents Own => _federation.Asker;

    public async Task InitializeAsync()
    {
        _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,\n");
        await TestFederation.ImportAsync(Own, Suspect + Victim);
    }

    public async Task DisposeAsync() => await _federation.DisposeAsync();

    [Fact]
    public async Task Passport_InTheOwnFile_IsAHitThereAndApartFromTheOthers()
    {
        var events = await SearchAsync(Passport);

        var persons = OwnOf(events)["persons"];
        persons.Outcome.ShouldBe(Outcome.Hit);
        persons.Grade.ShouldBe(Grade.A);
        persons.IsFinal.ShouldBeTrue();
        var record = persons.Records.Single();
        record.Category.ShouldBe("suspect");
        record.Desk!.Name.ShouldBe("Desk");
        record.Score.Reasons.ShouldNotBeEmpty();
        record.MatchedOn.ShouldBe([IdentifierClass.Document]);
        OwnOf(events)["objects"].Outcome.ShouldBe(Outcome.NoHit);
        events.OfType<CollectionResult>().ShouldAllBe(result => result.Member == TestFederation.Uzb && result.Outcome == Outcome.NoHit);
        events[^1].ShouldBeOfType<SearchFinished>().Final.ShouldBe([TestFederation.Uzb]);
    }

    [Fact]
    public async Task LookUp_SendsNothingOfTheOwnRecordsToTheHub()
    {
        await SearchAsync(Passport);

        var delivery = _federation.Hub.Deliveries.ShouldHaveSingleItem();
        Contracts.Query.V1.MatchQuery.Parser.ParseFrom(delivery.Query.Payload.Span).Parts.ShouldAllBe(part => part.Slot.Member == "UZB");
        _federation.Hub.DisclosureDeliveries.ShouldBeEmpty();
        _federation.Hub.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task Name_InTheOwnFile_IsScoredByAllItsKeys()
    {
        PartialDate.TryParse("1982-07-09", out var born, out _).ShouldBeTrue();

        var result = OwnOf(await _federation.SearchAsync(new MatchSubject { FullName = "Omarov Daniyar", DateOfBirth = born }))["persons"];

        result.Outcome.ShouldBe(Outcome.Hit);
        result.Records.Single().MatchedOn.ShouldBe([IdentifierClass.Name]);
    }

    [Fact]
    public async Task Record_ImportedAfterTheIndexWasBuilt_IsFoundAllTheSame()
    {
        await TestFederation.StoreAsync(Own, "k9,suspect,Yerlan Akhmetov,1979-01-01,KAZ:N5555559,\n");

        OwnOf(await SearchAsync("KAZ:N5555559"))["persons"].Outcome.ShouldBe(Outcome.Hit);
    }

    [Fact]
    public async Task Record_ThatLostItsPassport_IsNotFoundByIt()
    {
        await TestFederation.StoreAsync(Own, "k1,suspect,Daniyar Omarov,1982-07-09,,\n");

        OwnOf(await SearchAsync(Passport))["persons"].Outcome.ShouldBe(Outcome.NoHit);
    }

    [Fact]
    public async Task Victim_IsReferredAndNotListed()
    {
        var record = OwnOf(await SearchAsync("KAZ:N5555552"))["referral"];

        record.Outcome.ShouldBe(Outcome.Referred);
        record.Records.Single().Handle.Length.ShouldBe(0);
        record.Records.Single().Summary.ShouldBeEmpty();
        record.Records.Single().Desk!.Name.ShouldBe("Desk");
    }

    [Fact]
    public async Task Record_ThatAPersonHasToRelease_IsReferredToTheDeskAndOpensNoReview()
    {
        var persons = OwnOf(await SearchAsync(Passport, Purpose.VictimIdentification))["persons"];

        persons.Outcome.ShouldBe(Outcome.Referred);
        persons.Records.Single().Summary.ShouldBeEmpty();
        persons.Records.Single().Category.ShouldBe("");
        (await Own.Reviews.ListAsync(closed: false, 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Purpose_ThatTheOwnPolicyDoesNotAdmit_IsNotLookedInAndNeverANoHit()
    {
        var persons = OwnOf(await SearchAsync(Passport, Purpose.Repatriation))["persons"];

        persons.Outcome.ShouldBe(Outcome.NotAsked);
        persons.IsDenied.ShouldBeTrue();
        persons.Message.ShouldContain("not a no-hit");
    }

    [Fact]
    public async Task NameWithoutAYearOfBirth_BesideAPassportOfNobody_IsNotANoHit()
    {
        var persons = OwnOf(await _federation.SearchAsync(new MatchSubject { Documents = ["KAZ:N0000001"], FullName = "Daniyar Omarov" }))["persons"];

        persons.Outcome.ShouldBe(Outcome.NotAsked);
        persons.IsFinal.ShouldBeFalse();
    }

    [Fact]
    public async Task Budget_UsedUp_IsSaidForTheOwnRecordsAlone()
    {
        await Own.Budgets.ChangeAsync(new BudgetUse(BudgetScope.Investigator, "*", IdentifierClass.Document, 8, 0), "operator", CancellationToken.None);
        await SearchAsync(Passport);

        var events = await SearchAsync(Passport);

        OwnOf(events)["persons"].Outcome.ShouldBe(Outcome.OverBudget);
        OwnOf(events)["persons"].Records.ShouldBeEmpty();
        OwnOf(events)["persons"].IsFinal.ShouldBeFalse();
        events.OfType<CollectionResult>().ShouldAllBe(result => result.Outcome == Outcome.NoHit);
    }

    [Fact]
    public async Task Search_IsKeptWithWhatTheOwnRecordsSaid_AndTheLogOfDisclosuresNamesTheOfficer()
    {
        var queryId = await RunAsync(Passport);

        var kept = await FindAsync(queryId);
        kept.Collections.ShouldAllBe(collection => collection.Member == TestFederation.Uzb);
        kept.Own.Single(collection => collection.Collection.ToString() == "persons").ToResult().Outcome.ShouldBe(Outcome.Hit);
        var entry = (await DisclosuresAsync()).ShouldHaveSingleItem();
        entry.Origin.ShouldBe("KAZ");
        entry.Officer.ShouldBe(kept.Officer);
        entry.RecordId.ShouldBe("k1");
        entry.Outcome.ShouldBe(DisclosureOutcome.Disclosed);
        entry.Released.ShouldContain("full_name");
    }

    [Fact]
    public async Task Search_TakenUpAfterARestart_LooksInTheOwnRecordsOnce()
    {
        var search = (await _federation.PrepareAsync(new MatchSubject { Documents = [Passport] })).Search!;
        Own.Prepared.TryTake(search).ShouldBeTrue();
        await Own.Keeper.SignedAsync(search, _federation.Sign(search), CancellationToken.None);
        Own.Runner.Resume();
        await WhenEndedAsync(search.QueryId);
        var before = await UsedAsync();

        (await FindAsync(search.QueryId)).Own.Count.ShouldBe(3);
        var again = await Own.OwnRecords.SearchAsync(search, CancellationToken.None);

        again.Results.Single(result => result.Collection.ToString() == "persons").Outcome.ShouldBe(Outcome.Hit);
        (await DisclosuresAsync()).ShouldHaveSingleItem();
        (await UsedAsync()).ShouldBe(before);
        before.ShouldBe(8);
        search.Dispose();
    }

    [Fact]
    public async Task Record_CorrectedSince_IsShownAsSuch()
    {
        var queryId = await RunAsync(Passport);
        (await FindAsync(queryId)).HasNotice.ShouldBeFalse();

        await TestFederation.StoreAsync(Own, "k1,suspect,Daniyar Omarov,1983-07-09,KAZ:N5555551,\n");

        var kept = await FindAsync(queryId);
        kept.HasNotice.ShouldBeTrue();
        RecordOf(kept).Change.ShouldBe(RecordChange.Corrected);
    }

    [Fact]
    public async Task Mark_OfAnOwnHit_GoesIntoTheOwnTallyAndToNobodyElse()
    {
        var queryId = await RunAsync(Passport);
        var kept = await FindAsync(queryId);

        await Own.Desk.MarkAsync(kept, RecordOf(kept).Handle, HitMark.Confirmed, CancellationToken.None);

        RecordOf(await FindAsync(queryId)).Mark.ShouldBe(HitMark.Confirmed);
        (await Own.DisclosureLog.TallyAsync(CancellationToken.None)).ShouldAllBe(tally => tally.Confirmed == 1);
        _federation.Hub.Letters.ShouldBeEmpty();
        Own.Database.Read(connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM letter_outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task Records_ThatCannotBeRead_AreSaidToBeAndHoldNobodyElseUp()
    {
        await Own.Database.WriteAsync(connection => connection.Execute("UPDATE record_key SET sealed_keys = zeroblob(80)"), CancellationToken.None);

        var events = await SearchAsync(Passport);

        OwnOf(events)["persons"].Outcome.ShouldBe(Outcome.FilterUnavailable);
        OwnOf(events)["persons"].Message.ShouldContain("not a no-hit");
        OwnOf(events).Values.ShouldAllBe(result => result.Outcome != Outcome.NoHit);
        events[^1].ShouldBeOfType<SearchFinished>().Final.ShouldBe([TestFederation.Uzb]);
    }

    private static Dictionary<string, CollectionResult> OwnOf(IReadOnlyList<SearchEvent> events)
        => events.OfType<OwnRecordsSearched>().Single().Results.ToDictionary(result => result.Collection.ToString());

    private static MatchedRecord RecordOf(KeptSearch search)
        => search.Own.Single(collection => collection.Collection.ToString() == "persons").ToResult().Records.Single();

    private Task<IReadOnlyList<SearchEvent>> SearchAsync(string passport, Purpose purpose = Purpose.Investigation)
        => _federation.SearchAsync(new MatchSubject { Documents = [passport] }, purpose);

    private async Task<QueryId> RunAsync(string passport)
    {
        var search = (await _federation.PrepareAsync(new MatchSubject { Documents = [passport] })).Search!;
        var queryId = search.QueryId;
        await _federation.RunAsync(search);
        await WhenEndedAsync(queryId);
        return queryId;
    }

    private async Task<KeptSearch> FindAsync(QueryId queryId) => (await Own.Desk.FindAsync(queryId, CancellationToken.None)).ShouldNotBeNull();

    private async Task WhenEndedAsync(QueryId queryId)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var change = Own.Desk.NextChange;
            if (await FindAsync(queryId) is not { Life: SearchLife.Running })
            {
                return;
            }

            await change.WaitAsync(timeout.Token);
        }
    }

    private Task<IReadOnlyList<DisclosureLogEntry>> DisclosuresAsync()
        => Own.DisclosureLog.ListAsync(new DisclosureFilter(null, null, null, null, 10), CancellationToken.None);

    private async Task<long> UsedAsync() => await Own.Database.ReadAsync(
        connection => connection.ExecuteScalar<long>("SELECT used FROM budget_use WHERE subject = 'KAZ' AND slot = 'KAZ/persons/document'"), CancellationToken.None);
}
