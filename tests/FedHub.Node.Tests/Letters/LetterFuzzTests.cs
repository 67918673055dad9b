using FedHub.Contracts.Letter.V1;
using FedHub.Cryptography;
using FedHub.Node.HubLink;
using FedHub.Node.Tests.Review;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Tests.Letters;

/// <summary>Letters by a member who signs and seals well and writes nonsense: nothing changes, nothing throws.</summary>
public sealed class LetterFuzzTests : IAsyncLifetime
{
    private const int Rounds = 300;

    private ReviewFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await ReviewFixture.CreateAsync();

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Answer_WithMutatedBytes_NeverSettlesASearch()
    {
        var queryId = await _fixture.AskAsync();
        var review = (await _fixture.OnlyReviewAsync()).Item;
        await _fixture.DecideAsync(review, DisclosureOutcome.Disclosed);
        await _fixture.Owner.LetterSender.SendDueAsync(CancellationToken.None);
        var genuine = _fixture.LettersTo(_fixture.Asker).Single().Delivery;
        _fixture.Asker.Keys.SealingKey.TryOpen(genuine.Letter.Content.Span, out var plaintext).ShouldBeTrue();
        var content = LetterContent.Parser.ParseFrom(plaintext);
        content.Padding = ByteString.Empty;
        var random = new Random(20_261_122);

        for (var round = 0; round < Rounds; round++)
        {
            // An id of its own each time: one that was taken before would not be read again.
            var id = new byte[16];
            random.NextBytes(id);
            content.LetterId = ByteString.CopyFrom(id);
            var mutated = content.ToByteArray();
            mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));
            (await TakeAsync(Seal(mutated, id))).ShouldBeTrue();
        }

        // A flipped bit in the answer's own seal or signature cannot verify; one elsewhere changes nothing that is read.
        var result = await _fixture.PersonsAsync(queryId);
        result.Outcome.ShouldBeOneOf(Outcome.UnderReview, Outcome.Hit);
        result.Records.Single().Handle.ToArray().ShouldBe(review.Handle);
    }

    [Fact]
    public async Task Letter_WithMutatedEnvelopeOrContent_IsLeftAtTheHub()
    {
        await _fixture.AskAsync();
        await _fixture.DecideAsync((await _fixture.OnlyReviewAsync()).Item, DisclosureOutcome.Disclosed);
        await _fixture.Owner.LetterSender.SendDueAsync(CancellationToken.None);
        var genuine = _fixture.LettersTo(_fixture.Asker).Single().Delivery;
        var payload = genuine.Letter.Statement.Payload.ToArray();
        payload[^1] ^= 1;
        var sealedContent = genuine.Letter.Content.ToArray();
        sealedContent[0] ^= 1;
        var forged = new Envelope(PayloadTypes.Letter, payload, genuine.Letter.Statement.Signatures);

        (await TakeAsync(genuine with { Letter = genuine.Letter with { Statement = forged } })).ShouldBeFalse();
        (await TakeAsync(genuine with { Letter = genuine.Letter with { Content = sealedContent } })).ShouldBeFalse();
        (await TakeAsync(genuine with { Proof = null })).ShouldBeFalse();
        (await TakeAsync(genuine)).ShouldBeTrue();
    }

    private async Task<bool> TakeAsync(LetterDelivery delivery) => await _fixture.Asker.LetterReceiver.TakeAsync(delivery, CancellationToken.None) is not null;

    private LetterDelivery Seal(byte[] content, byte[] id)
    {
        var sealedContent = _fixture.Asker.Keys.SealingKey.PublicKey.Seal(content);
        var now = _fixture.Federation.Clock.GetUtcNow();
        var letter = new Letter
        {
            LetterId = ByteString.CopyFrom(id),
            Sender = "UZB",
            Recipient = "KAZ",
            SealedContentDigest = ByteString.CopyFrom(Digest.Of(sealedContent).AsSpan()),
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            ExpiresAtMs = now.AddDays(1).ToUnixTimeMilliseconds(),
        };
        var envelope = Envelope.Sign(PayloadTypes.Letter, letter.ToByteArray(), _fixture.Owner.Keys.SigningKey);
        return new LetterDelivery(new SealedMessage(envelope, sealedContent), _fixture.Federation.Hub.Log.Prove(new LoggedMatter(
            Transparency.AuditKind.MessageRelayed, TestFederation.Uzb, LetterId.TryFromBytes(id, out var letterId) ? letterId.ToString() : "none", LoggedMatter.LetterDigest, Digest.Of(envelope.Payload.Span))));
    }
}
