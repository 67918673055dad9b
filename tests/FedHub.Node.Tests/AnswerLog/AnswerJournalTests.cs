using FedHub.Cryptography;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Tests.Responder;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.Tests.AnswerLog;

/// <summary>Whatever leaves the node has an entry in its log, and one only.</summary>
public sealed class AnswerJournalTests(FederationFixture fixture) : IClassFixture<FederationFixture>
{
    private readonly TestFederation _federation = fixture.Federation;

    [Fact]
    public async Task Query_Answered_HasAnEntryASlotWithTheDigestThatTheHubWillLog()
    {
        var delivery = _federation.DeliveryOf(await PrepareAsync());

        var reply = await AnswerAsync(delivery);

        var entries = await EntriesAsync(AuditKind.SlotAnswered, reply.QueryId.ToString());
        entries.Select(entry => entry["statement-digest"]).ShouldBe(reply.Answers.Select(answer => Digest.Of(answer.Statement.Payload.Span).ToString()));
        entries.Select(entry => entry["sealed-digest"]).ShouldBe(reply.Answers.Select(answer => Digest.Of(answer.Content.Span).ToString()));
        entries.ShouldAllBe(entry => entry["outcome"] == "ANSWERED" && entry["origin"] == "KAZ" && entry.Member == "UZB");
        entries.Select(entry => entry["query-digest"]).Distinct().ShouldBe([Digest.Of(delivery.Query.Payload.Span).ToString()]);
        entries.ShouldAllBe(entry => entry["hub-entry"] == $"{delivery.Proof!.Receipt.Index}" && entry["hub-size"] == $"{delivery.Proof.Receipt.Checkpoint.Head.Size}");
    }

    [Fact]
    public async Task Query_DeliveredAgainAndAtOnce_MakesNoSecondEntry()
    {
        var delivery = _federation.DeliveryOf(await PrepareAsync());

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AnswerAsync(delivery))));
        await AnswerAsync(delivery);

        (await EntriesAsync(AuditKind.SlotAnswered, replies[0].QueryId.ToString())).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Refusal_OfWhatIsNotVerified_IsLoggedAndTheSameBytesWhenItComesAgain()
    {
        var delivery = Forgery.Query(_federation, await PrepareAsync(), query => query.ExpiresAtMs = query.CreatedAtMs + 1);

        var first = await AnswerAsync(delivery);
        var second = await AnswerAsync(delivery);

        Statements(second).ShouldBe(Statements(first));
        var entries = await EntriesAsync(AuditKind.SlotAnswered, first.QueryId.ToString());
        entries.Select(entry => entry["statement-digest"]).ShouldBe(Statements(first));
        entries.ShouldAllBe(entry => entry["outcome"] == "Expired" && entry["hub-entry"] == "" && entry["hub-size"] == "" && entry["sealed-digest"] == "");
    }

    [Fact]
    public async Task Refusal_OfAVerifiedQuery_IsLoggedWithTheEntryThatItReliesOn()
    {
        var delivery = Forgery.Query(
            _federation, await PrepareAsync(), query => query.RuleSetHash = Google.Protobuf.ByteString.CopyFrom(Digest.Of("other"u8).AsSpan()));

        var reply = await AnswerAsync(delivery);
        await AnswerAsync(delivery);

        var entries = await EntriesAsync(AuditKind.SlotAnswered, reply.QueryId.ToString());
        entries.Count.ShouldBe(3);
        entries.ShouldAllBe(entry => entry["outcome"] == "RuleSetMismatch" && entry["hub-entry"] == $"{delivery.Proof!.Receipt.Index}");
    }

    [Fact]
    public async Task Refusal_WhoseReasonIsGone_IsFollowedByTheAnswersEntry()
    {
        var delivery = _federation.DeliveryOf(await PrepareAsync());
        var refused = await AnswerAsync(delivery with { Proof = null });

        var answered = await AnswerAsync(delivery);

        var entries = await EntriesAsync(AuditKind.SlotAnswered, answered.QueryId.ToString());
        entries.Select(entry => entry["outcome"]).ShouldBe([.. Enumerable.Repeat("LogProofInvalid", 3), .. Enumerable.Repeat("ANSWERED", 3)]);
        entries.Select(entry => entry["statement-digest"]).ShouldBe([.. Statements(refused), .. Statements(answered)]);
    }

    [Fact]
    public async Task OneSlotRefusedBeforeAndAgain_WhileOthersAreAnswered_KeepsItsFirstWords()
    {
        var delivery = Forgery.Part(
            _federation, await PrepareAsync(), part => part.BlindedElements[0] = Google.Protobuf.ByteString.CopyFrom(new byte[32]), keepDigest: false);
        var first = await AnswerAsync(delivery with { SealedParts = [delivery.SealedParts[0]] });
        await AnswerAsync(delivery);

        var entries = await EntriesAsync(AuditKind.SlotAnswered, first.QueryId.ToString());

        // The refusal for the element is one event, whether the other parts came with it or not.
        entries.Count(entry => entry["outcome"] == "ElementInvalid").ShouldBe(1);
        entries.Count(entry => entry["outcome"] == "PartDigestMismatch").ShouldBe(2);
        entries.Count(entry => entry["outcome"] == "ANSWERED").ShouldBe(2);
    }

    [Fact]
    public async Task Disclosure_Answered_HasOneEntryWithItsCommitment()
    {
        await _federation.RunAsync(await PrepareAsync());
        var delivery = _federation.Hub.DisclosureDeliveries.Last();

        var (_, answer) = (await _federation.Owner.Disclosures.AnswerAsync(delivery, CancellationToken.None))!.Value;

        var entry = (await EntriesAsync(AuditKind.DisclosureReplied, Digest.Of(delivery.Request.Statement.Payload.Span).ToString())).ShouldHaveSingleItem();
        var verified = DisclosureVerifier.VerifyAnswer(answer.Statement, answer.Content.Span, _federation.Current, _federation.Clock.GetUtcNow()).OrThrow();
        entry["statement-digest"].ShouldBe(Digest.Of(answer.Statement.Payload.Span).ToString());
        entry["outcomes-commitment"].ShouldBe(verified.OutcomesCommitment.ToString());
        entry["outcome"].ShouldBe("ANSWERED");
        entry["hub-entry"].ShouldBe($"{delivery.Proof!.Receipt.Index}");
    }

    [Fact]
    public async Task Disclosure_Refused_HasOneEntryAndTheSameBytesAgain()
    {
        await _federation.RunAsync(await PrepareAsync());
        var request = Contracts.Query.V1.DisclosureRequest.Parser.ParseFrom(_federation.Hub.DisclosureDeliveries.Last().Request.Statement.Payload.Span);
        request.CreatedAtMs++;
        var forged = _federation.Hub.DisclosureDeliveries.Last() with { Proof = null };
        var envelope = Envelope.Sign(PayloadTypes.DisclosureRequest, Google.Protobuf.MessageExtensions.ToByteArray(request), _federation.Asker.Keys.SigningKey);
        forged = forged with { Request = forged.Request with { Statement = envelope } };

        var first = (await _federation.Owner.Disclosures.AnswerAsync(forged, CancellationToken.None))!.Value.Answer;
        var second = (await _federation.Owner.Disclosures.AnswerAsync(forged, CancellationToken.None))!.Value.Answer;

        second.Statement.Payload.ToArray().ShouldBe(first.Statement.Payload.ToArray());
        var entry = (await EntriesAsync(AuditKind.DisclosureReplied, Digest.Of(envelope.Payload.Span).ToString())).ShouldHaveSingleItem();
        entry["outcome"].ShouldBe("LogProofInvalid");
        entry["outcomes-commitment"].ShouldBe("");
    }

    [Fact]
    public async Task Entries_OfAnyKind_HoldNothingThatWasAskedForOrFound()
    {
        await _federation.RunAsync(await PrepareAsync());

        var payloads = await EntriesAsync(null, null);

        payloads.Count.ShouldBeGreaterThanOrEqualTo(4);
        payloads.SelectMany(entry => entry.Values).ShouldAllBe(value =>
            !value.Contains("1234567", StringComparison.Ordinal) && !value.Contains("Serikov", StringComparison.OrdinalIgnoreCase) && !value.Contains("case 17", StringComparison.Ordinal)
            && !value.Contains("Art. 1", StringComparison.Ordinal));
    }

    private async Task<PreparedSearch> PrepareAsync() => (await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!;

    private async Task<FedHub.Node.Responder.QueryReply> AnswerAsync(QueryDelivery delivery) =>
        (await _federation.Owner.Queries.AnswerAsync(delivery, CancellationToken.None)).ShouldNotBeNull();

    private static List<string> Statements(FedHub.Node.Responder.QueryReply reply) => [.. reply.Answers.Select(answer => Digest.Of(answer.Statement.Payload.Span).ToString())];

    private Task<List<LoggedAnswer>> EntriesAsync(AuditKind? kind, string? subject) => LoggedAnswer.ReadAsync(_federation.Owner, kind, subject);
}
