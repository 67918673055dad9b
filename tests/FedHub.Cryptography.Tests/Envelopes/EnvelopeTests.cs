using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Cryptography.Tests;

public sealed class EnvelopeTests : IDisposable
{
    private const string Type = "application/vnd.fedhub.match-query.v1+protobuf";

    private readonly SigningKey _officer = SigningKey.Generate();
    private readonly SigningKey _node = SigningKey.Generate();
    private readonly SigningKey _stranger = SigningKey.Generate();

    public void Dispose()
    {
        _officer.Dispose();
        _node.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public void Encode_OfTheSpecificationsExample_IsWrittenOut() =>
        Encoding.UTF8.GetString(Envelope.Encode("http://example.com/HelloWorld", "hello world"u8))
            .ShouldBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");

    [Fact]
    public void Verify_OfTwoSigners_NamesBoth()
    {
        var envelope = Envelope.Sign(Type, "query"u8.ToArray(), _officer, _node);

        envelope.Verify(Type, [_node.PublicKey, _officer.PublicKey, _stranger.PublicKey])
            .ShouldBe([_officer.PublicKey, _node.PublicKey], ignoreOrder: true);
    }

    [Fact]
    public void Verify_OfOneSignerTwice_CountsOne()
    {
        var once = Envelope.Sign(Type, "query"u8.ToArray(), _officer);
        var twice = new Envelope(Type, once.Payload, [once.Signatures[0], once.Signatures[0]]);

        twice.Verify(Type, [_officer.PublicKey, _officer.PublicKey]).ShouldBe([_officer.PublicKey]);
        Envelope.Sign(Type, once.Payload, _officer, _officer).Verify(Type, [_officer.PublicKey]).Count.ShouldBe(1);
    }

    [Fact]
    public void Verify_OfAnUnknownSigner_IsEmpty() =>
        Envelope.Sign(Type, "query"u8.ToArray(), _stranger).Verify(Type, [_officer.PublicKey]).ShouldBeEmpty();

    [Fact]
    public void Verify_AsAnotherType_IsEmpty()
    {
        var envelope = Envelope.Sign(Type, "query"u8.ToArray(), _officer);

        envelope.Verify("text/plain", [_officer.PublicKey]).ShouldBeEmpty();

        // Renaming the type does not help either: it is signed.
        new Envelope("text/plain", envelope.Payload, envelope.Signatures).Verify("text/plain", [_officer.PublicKey]).ShouldBeEmpty();
    }

    [Fact]
    public void Verify_OfAChangedPayload_IsEmpty()
    {
        var envelope = Envelope.Sign(Type, "query"u8.ToArray(), _officer);

        new Envelope(Type, "querz"u8.ToArray(), envelope.Signatures).Verify(Type, [_officer.PublicKey]).ShouldBeEmpty();
    }

    [Fact]
    public void Verify_OfASignatureUnderAnothersKeyId_IsEmpty()
    {
        var envelope = Envelope.Sign(Type, "query"u8.ToArray(), _stranger);
        var renamed = new Envelope(Type, envelope.Payload, [envelope.Signatures[0] with { KeyId = _officer.KeyId }]);

        renamed.Verify(Type, [_officer.PublicKey, _stranger.PublicKey]).ShouldBeEmpty();
    }

    [Fact]
    public void Verify_OfAGoodAndABadSignatureByOneKey_FindsTheGood()
    {
        var envelope = Envelope.Sign(Type, "query"u8.ToArray(), _officer);
        var bad = envelope.Signatures[0] with { Signature = default };

        new Envelope(Type, envelope.Payload, [bad, envelope.Signatures[0]]).Verify(Type, [_officer.PublicKey]).Count.ShouldBe(1);
    }

    [Fact]
    public void AddSignature_KeepsTheOthersAndReplacesItsOwn()
    {
        var envelope = Envelope.Sign(Type, "query"u8.ToArray(), _officer).AddSignature(_node).AddSignature(_officer);

        envelope.Signatures.Length.ShouldBe(2);
        envelope.Verify(Type, [_officer.PublicKey, _node.PublicKey]).Count.ShouldBe(2);
    }

    [Fact]
    public void Envelope_OfTooManySignaturesOrNoType_Throws()
    {
        var signature = Envelope.Sign(Type, default, _officer).Signatures[0];

        Should.Throw<ArgumentException>(() => new Envelope(Type, default, [.. Enumerable.Repeat(signature, 17)]));
        Should.Throw<ArgumentException>(() => new Envelope(string.Empty, default, []));
    }

    [Fact]
    public void Json_OfAnEnvelope_RoundTrips()
    {
        var envelope = Envelope.Sign(Type, new byte[] { 0, 255, 7 }, _officer, _node);

        EnvelopeJson.TryParse(EnvelopeJson.Format(envelope), out var parsed).ShouldBeTrue();

        parsed.PayloadType.ShouldBe(Type);
        parsed.Payload.ToArray().ShouldBe([0, 255, 7]);
        parsed.Signatures.ShouldBe(envelope.Signatures);
        parsed.Verify(Type, [_officer.PublicKey, _node.PublicKey]).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"payload":"AA==","payloadType":"t"}""")]
    [InlineData("""{"payload":"A","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"AA==","payloadType":"","signatures":[]}""")]
    [InlineData("""{"payload":"AA==","payloadType":1,"signatures":[]}""")]
    [InlineData("""{"payload":"AA==","payloadType":"t","signatures":{}}""")]
    [InlineData("""{"payload":"AA==","payloadType":"t","signatures":[1]}""")]
    [InlineData("""{"payload":"AA==","payloadType":"t","signatures":[{"keyid":"00","sig":"AA=="}]}""")]
    [InlineData("""{"payload":"AA==","payload":"AA==","payloadType":"t","signatures":[]}""")]
    public void Json_OfAnythingElse_IsRefused(string json) => EnvelopeJson.TryParse(Encoding.UTF8.GetBytes(json), out _).ShouldBeFalse();

    [Fact]
    public void Json_OfMutatedBytes_NeverThrowsAndNeverVerifiesOtherBytes()
    {
        var json = EnvelopeJson.Format(Envelope.Sign(Type, "query"u8.ToArray(), _officer));
        Prop.ForAll(Gen.Choose(0, json.Length - 1).Zip(Gen.Choose(1, 255)).ToArbitrary(), change =>
        {
            var bytes = json.ToArray();
            bytes[change.Item1] ^= (byte)change.Item2;
            return !EnvelopeJson.TryParse(bytes, out var parsed)
                || parsed.Verify(Type, [_officer.PublicKey]).IsEmpty
                || parsed.Payload.Span.SequenceEqual("query"u8);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
