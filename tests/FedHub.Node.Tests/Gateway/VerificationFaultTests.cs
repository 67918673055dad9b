using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Tests.Gateway;

/// <summary>What a hub or an owner may do to an answer, and that none of it is shown as a no-hit.</summary>
public sealed class VerificationFaultTests(FederationFixture fixture) : IClassFixture<FederationFixture>
{
    private readonly TestFederation _federation = fixture.Federation;

    [Fact]
    public async Task Answer_WithAlteredContent_FailsVerification()
        => await ShouldAllBeAsync(Outcome.FailedVerification, (_, answer) =>
        {
            var content = answer.Content.ToArray();
            content[^1] ^= 1;
            return answer with { Content = content };
        });

    [Fact]
    public async Task Answer_WithAnAlteredStatement_FailsVerification()
        => await ShouldAllBeAsync(Outcome.FailedVerification, (_, answer) =>
        {
            var statement = AnswerStatement.Parser.ParseFrom(answer.Statement.Payload.Span);
            statement.AnsweredAtMs++;
            return answer with { Statement = new Envelope(PayloadTypes.MatchAnswer, statement.ToByteArray(), answer.Statement.Signatures) };
        });

    [Fact]
    public async Task Statement_ByAnotherMember_FailsVerification()
        => await ShouldAllBeAsync(Outcome.FailedVerification, (_, answer) =>
            answer with { Statement = Envelope.Sign(PayloadTypes.MatchAnswer, answer.Statement.Payload, _federation.Asker.Keys.SigningKey) });

    [Fact]
    public async Task Answer_ToAnotherQuery_FailsVerification()
        => await ShouldAllBeAsync(Outcome.FailedVerification, (search, answer) => Resign(answer, statement => statement.QueryDigest = ByteString.CopyFrom(new byte[32])));

    [Fact]
    public async Task Elements_EvaluatedByAnotherKey_FailVerification()
        => await ShouldAllBeAsync(Outcome.FailedVerification, (search, answer) => Reseal(search, answer, content =>
        {
            using var otherEpoch = VoprfPrivateKey.Derive(new byte[32], "another epoch"u8);
            var evaluation = Voprf.BlindEvaluate(otherEpoch, search.Elements[IdentifierClass.Document].Elements);
            content.EvaluatedElements.Clear();
            content.EvaluatedElements.AddRange(evaluation.Elements.Select(element => ByteString.CopyFrom(element.AsSpan())));
            content.Proof = ByteString.CopyFrom(evaluation.Proof.AsSpan());
        }));

    [Fact]
    public async Task Elements_InAnotherOrder_FailVerification()
        => await ShouldAllBeAsync(Outcome.FailedVerification, (search, answer) => Reseal(search, answer, content =>
            (content.EvaluatedElements[0], content.EvaluatedElements[1]) = (content.EvaluatedElements[1], content.EvaluatedElements[0])));

    [Fact]
    public async Task Epoch_OtherThanTheManifests_FailsVerification()
        => await ShouldAllBeAsync(Outcome.FailedVerification, (search, answer) => Reseal(search, answer, content => content.Epoch = 2));

    [Fact]
    public async Task Manifest_ThatCannotBeHad_IsFilterUnavailable()
        => await ShouldAllBeAsync(Outcome.FilterUnavailable, (search, answer) => Reseal(search, answer, content => content.ManifestDigest = ByteString.CopyFrom(new byte[32])));

    [Theory]
    [InlineData(ErrorCode.OverBudget, Outcome.OverBudget)]
    [InlineData(ErrorCode.RuleSetMismatch, Outcome.RuleSetMismatch)]
    [InlineData(ErrorCode.NotAdmitted, Outcome.Refused)]
    [InlineData(ErrorCode.EpochUnknown, Outcome.FilterUnavailable)]
    [InlineData(ErrorCode.SignatureInvalid, Outcome.FailedVerification)]
    [InlineData(ErrorCode.LogForked, Outcome.LogForked)]
    [InlineData(ErrorCode.Unavailable, Outcome.Unreachable)]
    [InlineData(ErrorCode.Expired, Outcome.Expired)]
    public async Task SignedRefusal_IsShownAsItsOutcome(ErrorCode code, Outcome expected)
        => await ShouldAllBeAsync(expected, (_, answer) => Refuse(answer, code));

    [Theory]
    [InlineData(ErrorCode.OverBudget)]
    [InlineData(ErrorCode.EpochUnknown)]
    [InlineData(ErrorCode.Unavailable)]
    public async Task Hit_BesideAClassThatWasNotLookedUp_IsNotFinal(ErrorCode refusal)
        => await ShouldNotBeFinalAsync("KAZ:N1234567", "persons", Outcome.Hit, refusal);

    [Fact]
    public async Task Referral_BesideAClassThatWasNotLookedUp_IsNotFinal()
        => await ShouldNotBeFinalAsync("KGZ:AN7654321", "referral", Outcome.Referred, ErrorCode.OverBudget);

    [Fact]
    public async Task Disclosure_ThatPassesOverAClaim_FailsVerification()
        => await DisclosureShouldFailAsync(content => content.Records[0].Claims.RemoveAt(0));

    [Fact]
    public async Task Disclosure_OfNothing_FailsVerification() => await DisclosureShouldFailAsync(content => content.Records.Clear());

    [Fact]
    public async Task Disclosure_WithOutcomesOtherThanCommitted_FailsVerification()
        => await DisclosureShouldFailAsync(content => content.Records[0].Outcome = Contracts.Query.V1.DisclosureOutcome.NoRecord);

    private static MatchSubject Passport() => new() { Documents = ["KAZ:N1234567"] };

    private async Task ShouldAllBeAsync(Outcome expected, Func<PreparedSearch, SealedMessage, SealedMessage> tamper)
    {
        var search = (await _federation.PrepareAsync(Passport())).Search!;
        _federation.Hub.OnAnswer = answer => tamper(search, answer);
        try
        {
            var events = await _federation.RunAsync(search);

            events.OfType<CollectionResult>().Select(result => result.Outcome).ShouldAllBe(outcome => outcome == expected);
            events.OfType<CollectionResult>().Count().ShouldBe(3);
        }
        finally
        {
            _federation.Hub.OnAnswer = answer => answer;
        }
    }

    /// <summary>The owner refuses the phone's slot of one collection; the document of the same collection is met.</summary>
    private async Task ShouldNotBeFinalAsync(string document, string collection, Outcome expected, ErrorCode refusal)
    {
        _federation.Hub.OnAnswer = answer => AnswerStatement.Parser.ParseFrom(answer.Statement.Payload.Span).Slot is var slot
            && string.Equals(slot.Collection, collection, StringComparison.Ordinal) && slot.IdentifierClass == Contracts.Common.V1.IdentifierClass.Phone
                ? Refuse(answer, refusal)
                : answer;
        try
        {
            var events = await _federation.SearchAsync(new MatchSubject { Documents = [document], Phones = ["+77011234567"] });

            var result = events.OfType<CollectionResult>().Single(result => string.Equals(result.Collection.ToString(), collection, StringComparison.Ordinal));
            result.Outcome.ShouldBe(expected);
            result.Message.ShouldEndWith("Not looked up by phone: there may be more.");
            var finished = events[^1].ShouldBeOfType<SearchFinished>();
            finished.Final.ShouldBeEmpty();
            finished.NotFinal.ShouldBe([TestFederation.Uzb]);
        }
        finally
        {
            _federation.Hub.OnAnswer = answer => answer;
        }
    }

    private SealedMessage Refuse(SealedMessage answer, ErrorCode code) => Resign(
        answer with { Content = ReadOnlyMemory<byte>.Empty },
        statement =>
        {
            statement.SealedAnswerDigest = ByteString.Empty;
            statement.Refusal = RefusalCodec.ToProto(new Refusal(code, "refused"));
        });

    private async Task DisclosureShouldFailAsync(Action<DisclosureAnswerContent> change)
    {
        _federation.Hub.OnDisclosureAnswer = answer => Corrupt(answer, change);
        try
        {
            var events = await _federation.SearchAsync(Passport());

            events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons").Outcome.ShouldBe(Outcome.FailedVerification);
        }
        finally
        {
            _federation.Hub.OnDisclosureAnswer = answer => answer;
        }
    }

    /// <summary>An owner's lie, signed by the owner: the reply key is the asker's alone, so it is read back from the request.</summary>
    private SealedMessage Corrupt(SealedMessage answer, Action<DisclosureAnswerContent> change)
    {
        var request = _federation.Hub.DisclosureDeliveries.Last();
        _federation.Owner.Keys.SealingKey.TryOpen(request.Request.Content.Span, out var plaintext).ShouldBeTrue();
        var asked = DisclosureContent.Parser.ParseFrom(plaintext);
        SealingPublicKey.TryFromBytes(asked.ReplyKey.Span, out var replyKey).ShouldBeTrue();
        var statement = DisclosureStatement.Parser.ParseFrom(answer.Statement.Payload.Span);
        var content = new DisclosureAnswerContent { QueryId = asked.QueryId, RequestDigest = statement.RequestDigest, CommitmentNonce = ByteString.CopyFrom(new byte[32]) };
        var record = new RecordDisclosure { Outcome = Contracts.Query.V1.DisclosureOutcome.Disclosed, RecordHandle = ByteString.CopyFrom(new byte[16]), Category = "suspect" };
        record.Claims.AddRange(Enumerable.Range(0, asked.Claims.Count).Select(claim => (uint)claim));
        content.Records.Add(record);
        var committed = content.Records.Select(entry => (FedHub.Protocol.DisclosureOutcome)(int)entry.Outcome).ToList();
        var before = content.Records.Count;
        change(content);
        var outcomes = content.Records.Count == before ? committed : [];
        var sealedAnswer = replyKey.Seal(content.ToByteArray());
        statement.SealedAnswerDigest = ByteString.CopyFrom(Digest.Of(sealedAnswer).AsSpan());
        statement.OutcomesCommitment = ByteString.CopyFrom(FedHub.Node.Responder.OutcomesCommitment.Compute(new byte[32], outcomes).AsSpan());
        return new SealedMessage(Envelope.Sign(PayloadTypes.DisclosureAnswer, statement.ToByteArray(), _federation.Owner.Keys.SigningKey), sealedAnswer);
    }

    private SealedMessage Reseal(PreparedSearch search, SealedMessage answer, Action<AnswerContent> change)
    {
        search.ReplyKey.TryOpen(answer.Content.Span, out var plaintext).ShouldBeTrue();
        var content = AnswerContent.Parser.ParseFrom(plaintext);
        change(content);
        var sealedAnswer = search.ReplyKey.PublicKey.Seal(content.ToByteArray());
        return Resign(answer with { Content = sealedAnswer }, statement => statement.SealedAnswerDigest = ByteString.CopyFrom(Digest.Of(sealedAnswer).AsSpan()));
    }

    private SealedMessage Resign(SealedMessage answer, Action<AnswerStatement> change)
    {
        var statement = AnswerStatement.Parser.ParseFrom(answer.Statement.Payload.Span);
        change(statement);
        return answer with { Statement = Envelope.Sign(PayloadTypes.MatchAnswer, statement.ToByteArray(), _federation.Owner.Keys.SigningKey) };
    }
}
