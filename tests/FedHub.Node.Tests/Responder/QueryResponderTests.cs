using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Tests.Responder;

public sealed class QueryResponderTests(FederationFixture fixture) : IClassFixture<FederationFixture>
{
    private static readonly SlotId _persons = SlotId.Parse("UZB/persons/document");
    private static readonly SlotId _referral = SlotId.Parse("UZB/referral/document");

    private readonly TestFederation _federation = fixture.Federation;

    [Fact]
    public async Task Query_InOrder_IsAnsweredForEachSlot()
    {
        var search = await PrepareAsync();

        var answers = await Forgery.AnswerAsync(_federation, _federation.DeliveryOf(search));

        answers.Keys.Select(slot => slot.ToString()).ShouldBe(["UZB/persons/document", "UZB/referral/document", "UZB/objects/document"], ignoreOrder: true);
        answers.Values.ShouldAllBe(refusal => refusal == null);
    }

    [Fact]
    public async Task Query_DeliveredTwice_GetsTheSameBytes()
    {
        var search = await PrepareAsync();
        var delivery = _federation.DeliveryOf(search);

        var first = await _federation.Owner.Queries.AnswerAsync(delivery, CancellationToken.None);
        var second = await _federation.Owner.Queries.AnswerAsync(delivery, CancellationToken.None);

        second!.Answers.Select(answer => answer.Content.ToArray()).ShouldBe(first!.Answers.Select(answer => answer.Content.ToArray()));
    }

    [Fact]
    public async Task Query_DeliveredTwiceAtOnce_IsCountedOnce()
    {
        var before = Used();
        var delivery = _federation.DeliveryOf(await PrepareAsync());

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _federation.Owner.Queries.AnswerAsync(delivery, CancellationToken.None))));

        replies.Select(reply => Digest.Of(reply!.Answers[0].Content.Span)).Distinct().Count().ShouldBe(1);
        (Used() - before).ShouldBe(8);
    }

    [Fact]
    public async Task Query_WithAUsedIdAndOtherContent_IsReplayed()
    {
        var search = await PrepareAsync();
        await _federation.Owner.Queries.AnswerAsync(_federation.DeliveryOf(search), CancellationToken.None);

        await RefusedAsync(Forgery.Query(_federation, search, query => query.LegalBasis = "Art. 2"), ErrorCode.Replayed);
    }

    [Fact]
    public async Task Query_FromTheFuture_IsRefusedForTheClock()
    {
        var delivery = Forgery.Query(_federation, await PrepareAsync(), query =>
        {
            query.CreatedAtMs += 3_600_000;
            query.ExpiresAtMs += 3_600_000;
        });

        await RefusedAsync(delivery, ErrorCode.ClockSkew);
    }

    [Fact]
    public async Task Query_PastItsEnd_IsExpired()
        => await RefusedAsync(Forgery.Query(_federation, await PrepareAsync(), query => query.ExpiresAtMs = query.CreatedAtMs + 1), ErrorCode.Expired);

    [Fact]
    public async Task Query_OfEightDays_LivesTooLong()
        => await RefusedAsync(Forgery.Query(_federation, await PrepareAsync(), query => query.ExpiresAtMs = query.CreatedAtMs + (8L * 86_400_000)), ErrorCode.LifetimeTooLong);

    [Fact]
    public async Task Query_UnderAnUnknownDirectory_NamesTheOneHeld()
    {
        var refusal = await RefusedAsync(Forgery.Query(_federation, await PrepareAsync(), query => query.DirectoryVersion = 9), ErrorCode.DirectoryStale);

        refusal.HeldVersion.ShouldBe(1ul);
    }

    [Fact]
    public async Task Query_UnderAnotherRuleSet_IsAMismatch()
        => await RefusedAsync(
            Forgery.Query(_federation, await PrepareAsync(), query => query.RuleSetHash = ByteString.CopyFrom(Digest.Of("other"u8).AsSpan())), ErrorCode.RuleSetMismatch);

    [Fact]
    public async Task Part_OfAnEpochThatIsNotYet_NamesTheOneHeld()
    {
        var delivery = Forgery.Query(_federation, await PrepareAsync(), query => query.Parts[0].Epoch = 99);
        SlotCodec.TryRead(MatchQuery.Parser.ParseFrom(delivery.Query.Payload.Span).Parts[0].Slot, out var slot).ShouldBeTrue();

        var refusal = (await Forgery.AnswerAsync(_federation, delivery))[slot].ShouldNotBeNull();

        refusal.Code.ShouldBe(ErrorCode.EpochUnknown);
        refusal.HeldVersion.ShouldBe(1ul);
    }

    [Fact]
    public async Task Query_WithoutTheOfficersSignature_IsRefused()
    {
        var search = await PrepareAsync();
        var delivery = _federation.DeliveryOf(search) with
        {
            Query = Envelope.Sign(PayloadTypes.MatchQuery, search.Payload, _federation.Asker.Keys.SigningKey),
        };

        await RefusedAsync(delivery, ErrorCode.SignatureInvalid);
    }

    [Fact]
    public async Task Query_WithoutTheNodesSignature_IsRefused()
    {
        var search = await PrepareAsync();
        var delivery = _federation.DeliveryOf(search) with { Query = Envelope.Sign(PayloadTypes.MatchQuery, search.Payload, _federation.OfficerKey) };

        await RefusedAsync(delivery, ErrorCode.SignatureInvalid);
    }

    [Fact]
    public async Task Query_WithoutItsLogEntry_IsRefused()
        => await RefusedAsync(_federation.DeliveryOf(await PrepareAsync()) with { Proof = null }, ErrorCode.LogProofInvalid);

    [Fact]
    public async Task Query_WithoutOneSealedPart_IsRefusedForThatSlotAlone()
    {
        var search = await PrepareAsync();
        var delivery = _federation.DeliveryOf(search);
        var first = MatchQuery.Parser.ParseFrom(search.Payload.Span).Parts[0];
        SlotCodec.TryRead(first.Slot, out var slot).ShouldBeTrue();

        var answers = await Forgery.AnswerAsync(_federation, delivery with { SealedParts = [.. delivery.SealedParts.Skip(1)] });

        answers[slot]!.Code.ShouldBe(ErrorCode.PartDigestMismatch);
        answers.Where(answer => answer.Key != slot).ShouldAllBe(answer => answer.Value == null);
    }

    [Fact]
    public async Task Part_WithAnotherElementsDigest_IsRefused()
        => await FirstRefusedAsync(
            Forgery.Query(_federation, await PrepareAsync(), query => query.Parts[0].ElementsDigest = ByteString.CopyFrom(new byte[32])), ErrorCode.PartDigestMismatch);

    [Fact]
    public async Task Part_WithAnotherCount_IsRefused()
        => await FirstRefusedAsync(Forgery.Query(_federation, await PrepareAsync(), query => query.Parts[0].Count = 32), ErrorCode.PartDigestMismatch);

    [Fact]
    public async Task Part_SealedToAnotherKey_IsRefused()
    {
        using var other = SealingKey.Generate();

        await FirstRefusedAsync(Forgery.Part(_federation, await PrepareAsync(), _ => { }, other.PublicKey), ErrorCode.SealInvalid);
    }

    [Fact]
    public async Task Part_WithTheIdentity_IsRefused()
        => await FirstRefusedAsync(
            Forgery.Part(_federation, await PrepareAsync(), part => part.BlindedElements[0] = ByteString.CopyFrom(new byte[32])), ErrorCode.ElementInvalid);

    [Fact]
    public async Task Part_WithANonCanonicalElement_IsRefused()
        => await FirstRefusedAsync(
            Forgery.Part(_federation, await PrepareAsync(), part => part.BlindedElements[0] = ByteString.CopyFrom(Enumerable.Repeat((byte)0xFF, 32).ToArray())),
            ErrorCode.ElementInvalid);

    [Fact]
    public async Task Part_OfAnotherQuery_IsRefused()
        => await FirstRefusedAsync(
            Forgery.Part(_federation, await PrepareAsync(), part => part.QueryId = ByteString.CopyFrom(QueryId.New(TimeProvider.System).ToArray())), ErrorCode.Malformed);

    [Fact]
    public async Task Query_ForAPurposeThatOneCollectionDoesNotAdmit_IsRefusedThereAlone()
    {
        await _federation.ApprovedOfficerAsync(Purpose.Investigation, Purpose.Repatriation);
        var order = new SearchOrder(new Criteria(Subject(), null), Purpose.Investigation, "Art. 1", "case 17", [], AsTyped: false);
        var officer = await _federation.ApprovedOfficerAsync(Purpose.Investigation, Purpose.Repatriation);
        var search = (await _federation.Asker.Preparer.PrepareAsync(await _federation.Asker.Credentials.ForSearchAsync(officer, Purpose.Investigation, CancellationToken.None), order, CancellationToken.None)).Search!;

        var answers = await Forgery.AnswerAsync(_federation, Forgery.Query(_federation, search, query => query.Purpose = Contracts.Common.V1.Purpose.Repatriation));

        answers[_persons]!.Code.ShouldBe(ErrorCode.NotAdmitted);
        answers[_referral].ShouldBeNull();
    }

    [Fact]
    public async Task Query_OverTheOfficersBudget_SaysWhenToTryAgainAndCountsNothing()
    {
        // Phones are searched by no other test of this class, so nothing is used yet.
        var slot = SlotId.Parse("UZB/persons/phone");
        var officer = await _federation.ApprovedOfficerAsync();
        var subject = $"KAZ/{officer.OfficerId}";
        var first = _federation.DeliveryOf((await _federation.PrepareAsync(new MatchSubject { Phones = ["+77011234567"] })).Search!);
        var second = _federation.DeliveryOf((await _federation.PrepareAsync(new MatchSubject { Phones = ["+77011234567"] })).Search!);
        await _federation.Owner.Budgets.ChangeAsync(new BudgetUse(BudgetScope.Investigator, subject, IdentifierClass.Phone, 1, 0), "operator", CancellationToken.None);

        (await Forgery.AnswerAsync(_federation, first))[slot].ShouldBeNull();
        var refusal = (await Forgery.AnswerAsync(_federation, second))[slot].ShouldNotBeNull();

        refusal.Code.ShouldBe(ErrorCode.OverBudget);
        refusal.RetryAt.ShouldBe(new DateTimeOffset(_federation.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
        Used(IdentifierClass.Phone).ShouldBe(1);
    }

    [Fact]
    public async Task Query_WithAnyByteChanged_IsNeverAnswered()
    {
        var search = await PrepareAsync();
        var delivery = _federation.DeliveryOf(search);
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var payload = delivery.Query.Payload.ToArray();
            payload[random.Next(payload.Length)] ^= (byte)(1 << random.Next(8));
            var altered = delivery with { Query = new Envelope(PayloadTypes.MatchQuery, payload, delivery.Query.Signatures) };

            var reply = await _federation.Owner.Queries.AnswerAsync(altered, CancellationToken.None);

            (reply?.Answers ?? []).ShouldAllBe(answer => answer.Content.IsEmpty);
        }
    }

    private static MatchSubject Subject() => new() { Documents = ["KAZ:N1234567"] };

    private async Task<PreparedSearch> PrepareAsync() => (await _federation.PrepareAsync(Subject())).Search!;

    private long Used(IdentifierClass identifierClass = IdentifierClass.Document) => _federation.Owner.Database
        .Read(connection => BudgetLedger.List(connection, null, _federation.Clock.GetUtcNow()))
        .Where(use => use.Scope == BudgetScope.Investigator && use.Class == identifierClass && use.Subject != "*").Select(use => use.Used).DefaultIfEmpty().Max();

    private async Task<Refusal> RefusedAsync(QueryDelivery delivery, ErrorCode code)
    {
        var answers = await Forgery.AnswerAsync(_federation, delivery);
        answers.Values.Select(refusal => refusal?.Code).ShouldAllBe(refused => refused == code);
        return answers.Values.First()!;
    }

    private async Task FirstRefusedAsync(QueryDelivery delivery, ErrorCode code)
    {
        SlotCodec.TryRead(MatchQuery.Parser.ParseFrom(delivery.Query.Payload.Span).Parts[0].Slot, out var first).ShouldBeTrue();
        var answers = await Forgery.AnswerAsync(_federation, delivery);
        answers[first]!.Code.ShouldBe(code);
        answers.Where(answer => answer.Key != first).ShouldAllBe(answer => answer.Value == null);
    }
}
