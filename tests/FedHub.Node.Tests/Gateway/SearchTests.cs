using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Gateway;

public sealed class SearchTests(FederationFixture fixture) : IClassFixture<FederationFixture>
{
    private static readonly string[] _document = ["document"];

    private readonly TestFederation _federation = fixture.Federation;

    [Fact]
    public async Task Passport_InAnotherCountrysFile_IsAHitThereAndNoHitElsewhere()
    {
        var events = await _federation.SearchAsync(Passport());

        var results = events.OfType<CollectionResult>().ToDictionary(result => result.Collection.ToString());
        results["persons"].Outcome.ShouldBe(Outcome.Hit);
        results["persons"].Records.Single().MatchedOn.Select(matched => matched.ToToken()).ShouldBe(_document);
        results["persons"].Records.Single().Category.ShouldBe("suspect");
        results["persons"].Records.Single().Handle.Length.ShouldBe(16);
        results["referral"].Outcome.ShouldBe(Outcome.NoHit);
        results["objects"].Outcome.ShouldBe(Outcome.NoHit);
        var finished = events[^1].ShouldBeOfType<SearchFinished>();
        finished.Final.ShouldBe([TestFederation.Uzb]);
        finished.NotFinal.ShouldBeEmpty();
        finished.QueryLogIndex.ShouldBe((ulong)_federation.Hub.Deliveries.Last().Proof!.Receipt.Index);
    }

    [Fact]
    public async Task Record_SearchedTwice_HasTheSameHandle()
    {
        var first = await PersonsAsync(Passport());
        var second = await PersonsAsync(Passport());

        second.Records.Single().Handle.ToArray().ShouldBe(first.Records.Single().Handle.ToArray());
    }

    [Fact]
    public async Task Passport_OfNobody_IsNoHitEverywhereAndAsksForNoDisclosure()
    {
        var before = _federation.Hub.DisclosureDeliveries.Count;

        var events = await _federation.SearchAsync(new MatchSubject { Documents = ["KAZ:N0000001"] });

        events.OfType<CollectionResult>().Select(result => result.Outcome).ShouldBe([Outcome.NoHit, Outcome.NoHit, Outcome.NoHit]);
        _federation.Hub.DisclosureDeliveries.Count.ShouldBe(before);
    }

    [Fact]
    public async Task NameAndBirthDate_JoinByLabel_AndHit()
    {
        PartialDate.TryParse("1980-05-06", out var born, out _).ShouldBeTrue();

        var result = await PersonsAsync(new MatchSubject { FullName = "Aibek Serikov", DateOfBirth = born });

        result.Outcome.ShouldBe(Outcome.Hit);
        result.Records.Single().MatchedOn.ShouldBe([IdentifierClass.Name]);
    }

    [Fact]
    public async Task Victim_IsReferredWithTheDeskAndNothingElse()
    {
        var events = await _federation.SearchAsync(new MatchSubject { Documents = ["KGZ:AN7654321"] });

        var result = events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "referral");
        result.Outcome.ShouldBe(Outcome.Referred);
        var record = result.Records.Single();
        record.Desk!.Name.ShouldBe("Desk");
        record.Handle.Length.ShouldBe(0);
        record.Category.ShouldBe("");
        record.Summary.ShouldBeEmpty();
    }

    [Fact]
    public async Task Suspect_ForVictimIdentification_IsUnderReview()
    {
        var events = await _federation.SearchAsync(Passport(), Purpose.VictimIdentification);

        var result = events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons");
        result.Outcome.ShouldBe(Outcome.UnderReview);
        result.DueAt.ShouldNotBeNull();
        events[^1].ShouldBeOfType<SearchFinished>().NotFinal.ShouldBe([TestFederation.Uzb]);
    }

    [Fact]
    public async Task Purpose_ThatACollectionDoesNotAdmit_IsNotAskedThere()
    {
        var events = await _federation.SearchAsync(Passport(), Purpose.Repatriation);

        events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons").Outcome.ShouldBe(Outcome.NotAsked);
    }

    [Fact]
    public async Task NameWithoutAYearOfBirth_BesideAPassportOfNobody_IsNotANoHit()
    {
        var events = await _federation.SearchAsync(new MatchSubject { Documents = ["KAZ:N0000001"], FullName = "Aibek Serikov" });

        var results = events.OfType<CollectionResult>().ToDictionary(result => result.Collection.ToString());
        results["persons"].Outcome.ShouldBe(Outcome.NotAsked);
        results["persons"].Message.ShouldBe("Not all that was given was asked: not, or not in full, by name. What was asked met no record. This is not a no-hit.");
        results["persons"].IsFinal.ShouldBeFalse();
        results["objects"].Outcome.ShouldBe(Outcome.NoHit);
        events[^1].ShouldBeOfType<SearchFinished>().NotFinal.ShouldBe([TestFederation.Uzb]);
    }

    [Fact]
    public async Task NameWithoutAYearOfBirth_BesideAKnownPassport_IsAHitThatIsNotFinal()
    {
        var events = await _federation.SearchAsync(Passport() with { FullName = "Aibek Serikov" });

        events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons").Outcome.ShouldBe(Outcome.Hit);
        events[^1].ShouldBeOfType<SearchFinished>().NotFinal.ShouldBe([TestFederation.Uzb]);
    }

    [Fact]
    public async Task SecondPassportThatCannotBeRead_BesideOneOfNobody_IsNotANoHit()
    {
        var events = await _federation.SearchAsync(new MatchSubject { Documents = ["KAZ:N0000001", "?"] });

        events.OfType<CollectionResult>().Select(result => result.Outcome).ShouldBe([Outcome.NotAsked, Outcome.NotAsked, Outcome.NotAsked]);
    }

    [Fact]
    public async Task CollectionWithoutTheClassTyped_IsOutOfScopeAndHoldsNobodyUp()
    {
        PartialDate.TryParse("1980-05-06", out var born, out _).ShouldBeTrue();

        var events = await _federation.SearchAsync(new MatchSubject { FullName = "Nobody Atall", DateOfBirth = born });

        var objects = events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "objects");
        objects.Outcome.ShouldBe(Outcome.NotAsked);
        objects.IsOutOfScope.ShouldBeTrue();
        events[^1].ShouldBeOfType<SearchFinished>().Final.ShouldBe([TestFederation.Uzb]);
    }

    [Fact]
    public async Task Search_RunTwice_IsRefused()
    {
        var search = (await _federation.PrepareAsync(Passport())).Search!;
        await _federation.RunAsync(search);

        (await Should.ThrowAsync<FedHubException>(() => _federation.RunAsync(search))).Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
    }

    [Fact]
    public async Task Search_WithAnothersSignature_IsRefusedAndMayStillBeRun()
    {
        var search = (await _federation.PrepareAsync(Passport())).Search!;
        using var other = SigningKey.Generate();
        var signature = other.Sign(Envelope.Encode(PayloadTypes.MatchQuery, search.Payload.Span));

        Should.Throw<FedHubException>(() => _federation.Asker.Runner.Sign(search, signature)).Refusal.Code.ShouldBe(ErrorCode.SignatureInvalid);
        (await _federation.RunAsync(search)).OfType<CollectionResult>().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Secrets_AreThereUntilTheLastOutcome_ThenWiped()
    {
        var search = (await _federation.PrepareAsync(Passport())).Search!;
        OpenSearches(search.QueryId).ShouldBe(1);

        await _federation.RunAsync(search);

        OpenSearches(search.QueryId).ShouldBe(0);
    }

    [Fact]
    public async Task PreparedSearch_AfterARestart_RunsToTheSameEnd()
    {
        var search = (await _federation.PrepareAsync(Passport())).Search!;
        using var key = _federation.Asker.Keys.DeriveKey("open searches");
        using var restored = new SearchStore(_federation.Asker.Database, key).Load(search.QueryId)!;

        restored.Payload.ToArray().ShouldBe(search.Payload.ToArray());
        restored.Elements[IdentifierClass.Document].Elements.ShouldBe(search.Elements[IdentifierClass.Document].Elements);
        restored.Plan.Select(plan => (plan.Collection, plan.Asked.Count)).ShouldBe(search.Plan.Select(plan => (plan.Collection, plan.Asked.Count)));
        restored.OfficerKey.ShouldBe(search.OfficerKey);
    }

    [Fact]
    public async Task SealedRecord_OpenedByTheAuditor_ProvesEveryElement()
    {
        var search = (await _federation.PrepareAsync(Passport())).Search!;
        var query = MatchQuery.Parser.ParseFrom(search.Payload.Span);
        var sealedRecord = _federation.Asker.Database.Read(connection => Dapper.SqlMapper.QuerySingle<byte[]>(
            connection, "SELECT sealed FROM search_record WHERE query_id = @id", new { id = search.QueryId.ToArray() }));

        query.SearchRecordDigest.ToByteArray().ShouldBe(Digest.Of(sealedRecord).ToArray());
        _federation.AuditorKey.TryOpen(sealedRecord, out var plaintext).ShouldBeTrue();
        var entry = SearchRecord.Parser.ParseFrom(plaintext).Classes.Single();
        var elements = entry.SearchKeys.Select((key, i) =>
        {
            Span<byte> stretched = stackalloc byte[MatchInput.StretchedSize];
            MatchInput.Stretch(IdentifierClass.Document, key.Span, stretched);
            return Voprf.Blind(MatchInput.Create(IdentifierClass.Document, 1, stretched), Blind.Import(entry.Blinds[i].Span));
        }).ToList();
        foreach (var part in query.Parts)
        {
            SlotCodec.TryRead(part.Slot, out var slot).ShouldBeTrue();
            var digest = ElementsDigest.Compute(search.QueryId, slot, ElementPadding.Pad(elements, entry.PaddingSeed.Span));
            part.ElementsDigest.ToByteArray().ShouldBe(digest.ToArray());
        }
    }

    [Fact]
    public async Task CaseCommitment_IsRecomputedWithTheKeyGiven()
    {
        var preparation = await _federation.PrepareAsync(Passport());

        var commitment = System.Security.Cryptography.HMACSHA256.HashData(preparation.CaseKey.Span, "case 17"u8);

        MatchQuery.Parser.ParseFrom(preparation.Search!.Payload.Span).CaseCommitment.ToByteArray().ShouldBe(commitment);
    }

    [Fact]
    public async Task Name_WithoutAYearOfBirth_IsRefusedWithAReason()
    {
        var preparation = await _federation.PrepareAsync(new MatchSubject { FullName = "Aibek Serikov" });

        preparation.Search.ShouldBeNull();
        preparation.Warnings.ShouldContain(warning => warning.Code == "no-year-of-birth");
    }

    [Fact]
    public async Task OwnCountry_CannotBeAsked()
        => (await Should.ThrowAsync<FedHubException>(() => _federation.PrepareAsync(Passport(), Purpose.Investigation, TestFederation.Kaz)))
            .Refusal.Code.ShouldBe(ErrorCode.InvalidInput);

    [Fact]
    public async Task Canaries_OfAllSlots_AreFound()
    {
        var results = await _federation.Asker.SelfTester.RunAsync(CancellationToken.None);

        results.Count.ShouldBe(12);
        results.ShouldAllBe(result => result.Passed == true);
    }

    [Fact]
    public async Task Slot_WhoseSelfTestFailed_IsShownAsSuch()
    {
        var slot = SlotId.Parse("UZB/objects/document");
        _federation.Asker.SelfTests.Record(slot, passed: false, _federation.Clock.GetUtcNow());
        var events = await _federation.SearchAsync(Passport());
        _federation.Asker.SelfTests.Record(slot, passed: true, _federation.Clock.GetUtcNow());

        events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "objects").Outcome.ShouldBe(Outcome.FailedSelfTest);
    }

    private static MatchSubject Passport() => new() { Documents = ["KAZ:N1234567"] };

    private async Task<CollectionResult> PersonsAsync(MatchSubject subject)
        => (await _federation.SearchAsync(subject)).OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons");

    private long OpenSearches(QueryId queryId) => _federation.Asker.Database.Read(connection => Dapper.SqlMapper.ExecuteScalar<long>(
        connection, "SELECT COUNT(*) FROM open_search WHERE query_id = @id", new { id = queryId.ToArray() }));
}
