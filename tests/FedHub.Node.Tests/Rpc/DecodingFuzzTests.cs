using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.Responder;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Outcome = FedHub.Protocol.Outcome;

namespace FedHub.Node.Tests.Rpc;

/// <summary>Every decoder takes mutated bytes without another end than a value or a refusal.</summary>
public sealed class DecodingFuzzTests(FederationFixture fixture) : IClassFixture<FederationFixture>
{
    private const int Rounds = 400;

    private readonly TestFederation _federation = fixture.Federation;

    [Fact]
    public async Task SealedPart_Mutated_IsRefusedOrRead()
    {
        var search = await PrepareAsync();
        var query = MatchQueryVerifier.Verify(_federation.Sign(search), _federation.Current, _federation.Clock.GetUtcNow()).OrThrow();
        var sealing = _federation.Owner.Keys.SealingKey;
        sealing.TryOpen(search.SealedParts[0], out var plaintext).ShouldBeTrue();

        Mutate(plaintext, bytes => OpenedPart.Open(sealing.PublicKey.Seal(bytes), [sealing], query, query.Parts[0]));
        Mutate(search.SealedParts[0], bytes => OpenedPart.Open(bytes, [sealing], query, query.Parts[0]).Refusal!.Code.ShouldBe(ErrorCode.SealInvalid), atLeastOneChange: true);
    }

    [Fact]
    public async Task QueryHeader_Mutated_IsReadOrNull()
    {
        var search = await PrepareAsync();
        var signed = _federation.Sign(search);

        Mutate(search.Payload.ToArray(), bytes => QueryHeader.TryRead(new Envelope(PayloadTypes.MatchQuery, bytes, signed.Signatures), TestFederation.Uzb));
    }

    [Fact]
    public async Task DisclosureContent_Mutated_IsRefusedOrRead()
    {
        await _federation.RunAsync(await PrepareAsync());
        var delivery = _federation.Hub.DisclosureDeliveries.Last();
        var sealing = _federation.Owner.Keys.SealingKey;
        sealing.TryOpen(delivery.Request.Content.Span, out var plaintext).ShouldBeTrue();
        var request = DisclosureVerifier.VerifyRequest(delivery.Request.Statement, delivery.Request.Content.Span, _federation.Current, _federation.Clock.GetUtcNow()).OrThrow();

        Mutate(plaintext, bytes => DisclosureContents.Open(sealing.PublicKey.Seal(bytes), [sealing], request));
        Mutate(delivery.Request.Statement.Payload.ToArray(), bytes => DisclosureHeader.TryRead(new Envelope(PayloadTypes.DisclosureRequest, bytes, delivery.Request.Statement.Signatures)));
    }

    [Fact]
    public async Task AnswerContent_Mutated_IsReadOrNull()
    {
        var search = await PrepareAsync();
        var reply = await _federation.Owner.Queries.AnswerAsync(_federation.DeliveryOf(search), CancellationToken.None);
        search.ReplyKey.TryOpen(reply!.Answers[0].Content.Span, out var plaintext).ShouldBeTrue();
        var asked = search.Plan.SelectMany(plan => plan.Asked).First();

        Mutate(plaintext, bytes => SlotEvaluation.TryRead(bytes, search.QueryDigest, asked, 8));
    }

    [Fact]
    public async Task SlotAnswer_Mutated_NeverBecomesANoHitUnlessItVerifies()
    {
        var search = await PrepareAsync();
        var reply = await _federation.Owner.Queries.AnswerAsync(_federation.DeliveryOf(search), CancellationToken.None);
        var genuine = SealedMessageCodec.ToSlotAnswer(reply!.Answers[0]).ToByteArray();
        var reader = new SlotAnswerReader(_federation.Asker.Directories, _federation.Asker.Filters, _federation.Asker.Gossip, _federation.Clock);
        foreach (var bytes in Mutations(genuine, 150))
        {
            if (!TryParse(SlotAnswer.Parser, bytes, out var message) || !SealedMessageCodec.Read(message).IsAccepted(out var answer, out _))
            {
                continue;
            }

            var reading = await reader.ReadAsync(search, answer, CancellationToken.None);

            if (!answer.Content.Span.SequenceEqual(reply.Answers[0].Content.Span) || !answer.Statement.Payload.Span.SequenceEqual(reply.Answers[0].Statement.Payload.Span))
            {
                (reading?.Verdict.Outcome).ShouldBeOneOf(null, Outcome.FailedVerification);
            }
        }
    }

    [Fact]
    public void HubMessages_OfAnyBytes_AreReadOrLeftOut()
        => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            if (TryParse(Contracts.Exchange.V1.OpenDeliveriesResponse.Parser, bytes, out var delivery))
            {
                HubMessages.Read(delivery);
            }

            if (TryParse(Contracts.Exchange.V1.SubmitQueryResponse.Parser, bytes, out var happened))
            {
                HubMessages.Read(happened);
            }

            if (TryParse(Contracts.Exchange.V1.SubmitDisclosureResponse.Parser, bytes, out var disclosed))
            {
                HubMessages.Read(disclosed);
            }
        }).QuickCheckThrowOnFailure();

    private static bool TryParse<T>(MessageParser<T> parser, byte[] bytes, out T message)
        where T : IMessage<T>, new()
    {
        try
        {
            message = parser.ParseFrom(bytes);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            message = new T();
            return false;
        }
    }

    private static void Mutate(byte[] genuine, Action<byte[]> decode, bool atLeastOneChange = false)
    {
        foreach (var bytes in Mutations(genuine, Rounds))
        {
            if (!atLeastOneChange || !bytes.AsSpan().SequenceEqual(genuine))
            {
                decode(bytes);
            }
        }
    }

    private static IEnumerable<byte[]> Mutations(byte[] genuine, int rounds)
    {
        var random = new Random(11);
        for (var i = 0; i < rounds; i++)
        {
            var bytes = genuine[..random.Next(genuine.Length / 2, genuine.Length + 1)];
            for (var change = random.Next(0, 4); change >= 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            yield return bytes;
        }
    }

    private async Task<PreparedSearch> PrepareAsync() => (await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!;
}
