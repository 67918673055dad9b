namespace FedHub.Cryptography.Tests;

public sealed class VoprfVectorTests
{
    private static readonly RfcSuite _suite = RfcVectors.Suites.Single(suite => suite.Mode == 1);

    public static TheoryData<int> VectorIndices => [0, 1, 2];

    [Fact]
    public void Vectors_OfModeOne_AreTwoSinglesAndABatchOfTwo() =>
        _suite.Vectors.Select(vector => vector.Inputs.Length).ShouldBe([1, 1, 2]);

    [Fact]
    public void Derive_WithThePublishedSeed_GivesThePublishedKeyPair()
    {
        using var key = VoprfPrivateKey.Derive(_suite.Seed, _suite.KeyInfo);

        using var lease = key.Lease();
        lease.Bytes.ToArray().ShouldBe(_suite.PrivateKey);
        key.PublicKey.ToArray().ShouldBe(_suite.PublicKey);
    }

    [Theory]
    [MemberData(nameof(VectorIndices))]
    public void Blind_OfThePublishedInputs_GivesThePublishedElements(int index)
    {
        var vector = _suite.Vectors[index];

        Blinded(vector).Select(element => element.ToArray()).ShouldBe(vector.Blinded);
    }

    [Theory]
    [MemberData(nameof(VectorIndices))]
    public void BlindEvaluate_WithThePublishedNonce_GivesThePublishedElementsAndProof(int index)
    {
        var vector = _suite.Vectors[index];
        using var key = VoprfPrivateKey.Derive(_suite.Seed, _suite.KeyInfo);

        var evaluation = Voprf.BlindEvaluate(key, Blinded(vector), vector.Nonce);

        evaluation.Elements.Select(element => element.ToArray()).ShouldBe(vector.Evaluated);
        evaluation.Proof.ToArray().ShouldBe(vector.Proof);
    }

    [Theory]
    [MemberData(nameof(VectorIndices))]
    public void Verify_OfThePublishedProof_Holds(int index)
    {
        var vector = _suite.Vectors[index];
        VoprfPublicKey.TryDecode(_suite.PublicKey, out var publicKey).ShouldBeTrue();
        VoprfProof.TryDecode(vector.Proof, out var proof).ShouldBeTrue();

        Voprf.Verify(publicKey, Decode(vector.Blinded), Decode(vector.Evaluated), proof).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(VectorIndices))]
    public void Finalize_OfThePublishedEvaluation_GivesThePublishedOutput(int index)
    {
        var vector = _suite.Vectors[index];
        for (var i = 0; i < vector.Inputs.Length; i++)
        {
            var output = new byte[Voprf.OutputSize];
            using var blind = Blind.Import(vector.Blinds[i]);

            Voprf.Finalize(vector.Inputs[i], blind, Decode(vector.Evaluated)[i], output);

            output.ShouldBe(vector.Outputs[i]);
        }
    }

    [Theory]
    [MemberData(nameof(VectorIndices))]
    public void Evaluate_ByTheOwner_GivesThePublishedOutput(int index)
    {
        var vector = _suite.Vectors[index];
        using var key = VoprfPrivateKey.Derive(_suite.Seed, _suite.KeyInfo);
        for (var i = 0; i < vector.Inputs.Length; i++)
        {
            var output = new byte[Voprf.OutputSize];

            Voprf.Evaluate(key, vector.Inputs[i], output);

            output.ShouldBe(vector.Outputs[i]);
        }
    }

    private static GroupElement[] Blinded(RfcVector vector) =>
    [
        .. vector.Inputs.Zip(vector.Blinds, (input, scalar) =>
        {
            using var blind = Blind.Import(scalar);
            return Voprf.Blind(input, blind);
        }),
    ];

    private static GroupElement[] Decode(byte[][] elements) =>
    [
        .. elements.Select(bytes =>
        {
            GroupElement.TryDecode(bytes, out var element).ShouldBeTrue();
            return element;
        }),
    ];
}
