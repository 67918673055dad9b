using System.Globalization;
using System.Text;
using System.Text.Json;
using FedHub.Cryptography.Match;

namespace FedHub.Cryptography.Tests;

public sealed class ConstructionVectorTests
{
    [Fact]
    public void Stretch_AndInput_AreThoseOfTheVectors()
    {
        var vectors = DocsVectors.Load("stretch");
        vectors.Select(vector => vector.Text("class")).ShouldBe(["document", "personal-number", "phone", "name", "vehicle", "account"]);
        foreach (var vector in vectors)
        {
            IdentifierClasses.TryParse(vector.Text("class"), out var identifierClass).ShouldBeTrue();
            var stretched = new byte[32];

            MatchInput.Stretch(identifierClass, Encoding.UTF8.GetBytes(vector.Text("key")), stretched);

            stretched.ShouldBe(vector.Bytes("stretched"));
            MatchInput.Create(identifierClass, (byte)vector.Number("ruleSetVersion"), stretched).ShouldBe(vector.Bytes("input"));
        }
    }

    [Fact]
    public void SlotKeys_AreThoseOfTheVectors()
    {
        foreach (var vector in DocsVectors.Load("slot-keys"))
        {
            var slot = SlotId.Parse(vector.Text("slot"));
            using var seed = SecretBytes.CopyOf(vector.Bytes("seed"));

            using var key = SlotKey.Derive(seed, slot, Epoch(vector));

            slot.Encode().ShouldBe(vector.Bytes("encodedSlot"));
            key.PublicKey.ToArray().ShouldBe(vector.Bytes("publicKey"));
            using var lease = key.Lease();
            lease.Bytes.ToArray().ShouldBe(vector.Bytes("privateKey"));
        }
    }

    [Fact]
    public void Exchanges_AreThoseOfTheVectors()
    {
        foreach (var vector in DocsVectors.Load("exchange"))
        {
            var blinds = vector.List("blinds").Select(bytes => Blind.Import(bytes)).ToArray();
            var inputs = vector.List("inputs");
            var blinded = inputs.Zip(blinds, (input, blind) => Voprf.Blind(input, blind)).ToArray();
            blinded.ShouldBe(vector.Elements("blinded"));

            using var key = SlotKey.Derive(vector.Bytes("seed"), SlotId.Parse(vector.Text("slot")), Epoch(vector));
            var evaluated = vector.Elements("evaluated");
            VoprfProof.TryDecode(vector.Bytes("proof"), out var proof).ShouldBeTrue();
            key.PublicKey.ToArray().ShouldBe(vector.Bytes("publicKey"));
            Voprf.BlindEvaluate(key, blinded).Elements.ShouldBe(evaluated);
            Voprf.Verify(key.PublicKey, blinded, evaluated, proof).ShouldBeTrue();

            var outputs = inputs.Select((input, i) => Finalize(input, blinds[i], evaluated[i])).ToArray();
            outputs.ShouldBe(vector.List("outputs"));
            outputs.ShouldBe(inputs.Select(input => Evaluate(key, input)).ToArray());
        }
    }

    [Fact]
    public void Tags_AreThoseOfTheVectors()
    {
        foreach (var vector in DocsVectors.Load("tags"))
        {
            var material = TagMaterial.Derive(vector.Bytes("output"), SlotId.Parse(vector.Text("slot")), Epoch(vector), vector.Number("index"));

            material.Tag.ToArray().ShouldBe(vector.Bytes("tag"));
            material.Token.ToArray().ShouldBe(vector.Bytes("token"));
            material.Mask.Apply(0).ShouldBe(uint.Parse(vector.Text("mask"), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            material.Tag.Truncate(34).ShouldBe(ulong.Parse(vector.Text("truncatedTo34Bits"), CultureInfo.InvariantCulture));
            material.Tag.Truncate(64).ShouldBe(ulong.Parse(vector.Text("truncatedTo64Bits"), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void ElementsDigests_AreThoseOfTheVectors()
    {
        foreach (var vector in DocsVectors.Load("elements-digest"))
        {
            var digest = ElementsDigest.Compute(Query(vector), SlotId.Parse(vector.Text("slot")), vector.Elements("elements"));

            digest.ShouldBe(Digest.Parse(vector.Text("digest")));
        }
    }

    [Fact]
    public void PaddingElements_AreThoseOfTheVectors()
    {
        foreach (var vector in DocsVectors.Load("padding"))
        {
            var element = ElementPadding.Element(vector.Bytes("seed"), vector.Number("place"));

            element.ToArray().ShouldBe(vector.Bytes("element"));
        }
    }

    [Fact]
    public void Envelopes_AreThoseOfTheVectors()
    {
        foreach (var vector in DocsVectors.Load("envelope"))
        {
            using var key = SigningKey.ImportSeed(vector.Bytes("seed"));

            var envelope = Envelope.Sign(vector.Text("payloadType"), vector.Bytes("payload"), key);

            key.PublicKey.ToArray().ShouldBe(vector.Bytes("publicKey"));
            key.KeyId.ShouldBe(KeyId.Parse(vector.Text("keyId")));
            Envelope.Encode(vector.Text("payloadType"), vector.Bytes("payload")).ShouldBe(vector.Bytes("preAuthEncoding"));
            envelope.Signatures.Single().Signature.ToArray().ShouldBe(vector.Bytes("signature"));
        }
    }

    private static EpochNumber Epoch(JsonElement vector) => new(vector.GetProperty("epoch").GetUInt32());

    private static QueryId Query(JsonElement vector)
    {
        QueryId.TryFromBytes(vector.Bytes("queryId"), out var id).ShouldBeTrue();
        return id;
    }

    private static byte[] Finalize(byte[] input, Blind blind, GroupElement evaluated)
    {
        var output = new byte[Voprf.OutputSize];
        Voprf.Finalize(input, blind, evaluated, output);
        return output;
    }

    private static byte[] Evaluate(VoprfPrivateKey key, byte[] input)
    {
        var output = new byte[Voprf.OutputSize];
        Voprf.Evaluate(key, input, output);
        return output;
    }
}
