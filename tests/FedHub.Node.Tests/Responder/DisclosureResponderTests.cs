using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using Google.Protobuf;
using DisclosureOutcome = FedHub.Protocol.DisclosureOutcome;

namespace FedHub.Node.Tests.Responder;

public sealed class DisclosureResponderTests(FederationFixture fixture) : IClassFixture<FederationFixture>
{
    private readonly TestFederation _federation = fixture.Federation;

    [Fact]
    public async Task Request_OfAHit_IsAnsweredAlikeWhenItComesAgain()
    {
        var delivery = await RequestAsync();

        var first = await _federation.Owner.Disclosures.AnswerAsync(delivery, CancellationToken.None);
        var second = await _federation.Owner.Disclosures.AnswerAsync(delivery, CancellationToken.None);

        Refusal(first!.Value.Answer).ShouldBeNull();
        second!.Value.Answer.Content.ToArray().ShouldBe(first.Value.Answer.Content.ToArray());
    }

    [Fact]
    public async Task Request_OfAHit_LogsWhoAskedAndOnWhatBasis()
    {
        await RequestAsync();

        var rows = _federation.Owner.Database.Read(connection => Dapper.SqlMapper.Query<(string Origin, string Agency, string Basis, long Outcome, byte[]? Handle)>(
            connection, "SELECT origin, agency, legal_basis, outcome, handle FROM disclosure_log").ToList());

        rows.ShouldContain(row => row.Origin == "KAZ" && row.Agency == "police" && row.Basis == "Art. 1" && row.Outcome == (int)DisclosureOutcome.Disclosed && row.Handle!.Length == 16);
    }

    [Fact]
    public async Task Request_ForAQueryNeverAnswered_IsRefused()
        => await RefusedAsync(await ForgeAsync(request => request.QueryId = ByteString.CopyFrom(QueryId.New(TimeProvider.System).ToArray()), sameContent: true), ErrorCode.DisclosureUnknownQuery);

    [Fact]
    public async Task Request_WithAnotherQueryDigest_IsRefused()
        => await RefusedAsync(await ForgeAsync(request => request.QueryDigest = ByteString.CopyFrom(new byte[32])), ErrorCode.DisclosureUnknownQuery);

    [Fact]
    public async Task Request_ForACollectionNotAsked_IsRefused()
        => await RefusedAsync(await ForgeAsync(request => request.Collection = "unheard-of"), ErrorCode.DisclosureUnknownQuery);

    [Fact]
    public async Task Request_ForAnotherOwner_IsRefused()
        => await RefusedAsync(await ForgeAsync(request => request.Owner = "TJK"), ErrorCode.Malformed);

    [Fact]
    public async Task Request_WithoutItsLogEntry_IsRefused()
        => await RefusedAsync(await ForgeAsync(_ => { }) with { Proof = null }, ErrorCode.LogProofInvalid);

    [Fact]
    public async Task Request_WithAClassNotAsked_IsRefused()
        => await RefusedAsync(await ForgeAsync(_ => { }, content => content.Claims[0].IdentifierClass = Contracts.Common.V1.IdentifierClass.Phone), ErrorCode.DisclosureUnknownQuery);

    [Fact]
    public async Task Request_WithAnEpochNotAnswered_IsRefused()
        => await RefusedAsync(await ForgeAsync(_ => { }, content => content.Claims[0].Epoch = 2), ErrorCode.DisclosureUnknownQuery);

    [Fact]
    public async Task SecondRequest_OfAQueryAndCollection_IsReplayed()
        => await RefusedAsync(await ForgeAsync(request => request.CreatedAtMs++), ErrorCode.Replayed);

    [Fact]
    public async Task Request_WithAWrongToken_MeetsNoRecord()
    {
        var search = await PrepareAsync();
        await _federation.Owner.Queries.AnswerAsync(_federation.DeliveryOf(search), CancellationToken.None);
        using var replyKey = SealingKey.Generate();
        var content = new DisclosureContent { QueryId = ByteString.CopyFrom(search.QueryId.ToArray()), ReplyKey = ByteString.CopyFrom(replyKey.PublicKey.AsSpan()) };
        var genuine = await RequestAsync();
        var claim = Open(genuine).Claims[0];
        claim.Token = ByteString.CopyFrom(new byte[32]);
        content.Claims.Add(claim);
        var request = DisclosureRequest.Parser.ParseFrom(genuine.Request.Statement.Payload.Span);
        request.QueryId = content.QueryId;
        request.QueryDigest = ByteString.CopyFrom(search.QueryDigest.AsSpan());

        var answer = (await _federation.Owner.Disclosures.AnswerAsync(Seal(request, content), CancellationToken.None))!.Value.Answer;

        replyKey.TryOpen(answer.Content.Span, out var plaintext).ShouldBeTrue();
        var records = DisclosureAnswerContent.Parser.ParseFrom(plaintext).Records;
        records.Single().Outcome.ShouldBe(Contracts.Query.V1.DisclosureOutcome.NoRecord);
        records.Single().RecordHandle.Length.ShouldBe(0);
    }

    private async Task<PreparedSearch> PrepareAsync() => (await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!;

    /// <summary>A whole search; returns the request that its hit made, already answered.</summary>
    private async Task<DisclosureDelivery> RequestAsync()
    {
        await _federation.RunAsync(await PrepareAsync());
        return _federation.Hub.DisclosureDeliveries.Last();
    }

    private DisclosureContent Open(DisclosureDelivery delivery)
    {
        _federation.Owner.Keys.SealingKey.TryOpen(delivery.Request.Content.Span, out var plaintext).ShouldBeTrue();
        return DisclosureContent.Parser.ParseFrom(plaintext);
    }

    private async Task<DisclosureDelivery> ForgeAsync(Action<DisclosureRequest> change, Action<DisclosureContent>? changeContent = null, bool sameContent = false)
    {
        var genuine = await RequestAsync();
        var request = DisclosureRequest.Parser.ParseFrom(genuine.Request.Statement.Payload.Span);
        var content = Open(genuine);
        change(request);
        changeContent?.Invoke(content);
        if (sameContent)
        {
            content.QueryId = request.QueryId;
        }

        return Seal(request, content);
    }

    private DisclosureDelivery Seal(DisclosureRequest request, DisclosureContent content)
    {
        var sealedContent = _federation.Owner.Keys.SealingKey.PublicKey.Seal(content.ToByteArray());
        request.SealedContentDigest = ByteString.CopyFrom(Digest.Of(sealedContent).AsSpan());
        var envelope = Envelope.Sign(PayloadTypes.DisclosureRequest, request.ToByteArray(), _federation.Asker.Keys.SigningKey);
        return new DisclosureDelivery(new SealedMessage(envelope, sealedContent), _federation.Hub.Log.Prove(new LoggedMatter(
            Transparency.AuditKind.DisclosureRequested, TestFederation.Kaz, Digest.Of(envelope.Payload.Span).ToString(), LoggedMatter.ContentDigest, Digest.Of(sealedContent))));
    }

    private async Task RefusedAsync(DisclosureDelivery delivery, ErrorCode code)
    {
        var answer = (await _federation.Owner.Disclosures.AnswerAsync(delivery, CancellationToken.None))!.Value.Answer;

        Refusal(answer)!.Code.ShouldBe(code);
        answer.Content.IsEmpty.ShouldBeTrue();
    }

    private Refusal? Refusal(SealedMessage answer)
        => DisclosureVerifier.VerifyAnswer(answer.Statement, answer.Content.Span, _federation.Current, _federation.Clock.GetUtcNow()).OrThrow().Refusal;
}
