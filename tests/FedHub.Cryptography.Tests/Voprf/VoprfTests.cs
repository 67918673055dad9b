using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Cryptography.Tests;

public sealed class VoprfTests : IDisposable
{
    private readonly VoprfPrivateKey _key = VoprfPrivateKey.Derive(RandomNumberGenerator.GetBytes(32), "test"u8);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Exchange_OfAnyInputs_GivesWhatTheOwnerComputes() =>
        Prop.ForAll<byte[][]>(candidates =>
        {
            byte[][] inputs = [.. candidates.Where(input => input is not null).Append([1]).Take(Voprf.MaxBatchCount)];
            var blinds = inputs.Select(_ => Blind.Random()).ToArray();
            var blinded = inputs.Zip(blinds, (input, blind) => Voprf.Blind(input, blind)).ToArray();

            var evaluation = Voprf.BlindEvaluate(_key, blinded);

            Voprf.Verify(_key.PublicKey, blinded, evaluation.Elements, evaluation.Proof).ShouldBeTrue();
            for (var i = 0; i < inputs.Length; i++)
            {
                var finalized = new byte[64];
                var direct = new byte[64];
                Voprf.Finalize(inputs[i], blinds[i], evaluation.Elements[i], finalized);
                Voprf.Evaluate(_key, inputs[i], direct);
                finalized.ShouldBe(direct);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void Exchange_OfALongInput_Works()
    {
        var input = new byte[5000];
        using var blind = Blind.Random();
        var output = new byte[64];
        var direct = new byte[64];

        Voprf.Finalize(input, blind, Voprf.BlindEvaluate(_key, [Voprf.Blind(input, blind)]).Elements[0], output);

        Voprf.Evaluate(_key, input, direct);
        output.ShouldBe(direct);
    }

    [Fact]
    public void Verify_OfAProofWithAnyBitFlipped_Fails()
    {
        var blinded = Elements(2);
        var evaluation = Voprf.BlindEvaluate(_key, blinded);
        var bytes = evaluation.Proof.ToArray();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            (VoprfProof.TryDecode(flipped, out var proof) && Voprf.Verify(_key.PublicKey, blinded, evaluation.Elements, proof)).ShouldBeFalse();
        }
    }

    [Fact]
    public void Verify_OfExchangedElements_Fails()
    {
        var blinded = Elements(3);
        var (evaluated, proof) = Voprf.BlindEvaluate(_key, blinded);

        Voprf.Verify(_key.PublicKey, blinded, [evaluated[1], evaluated[0], evaluated[2]], proof).ShouldBeFalse();
        Voprf.Verify(_key.PublicKey, [blinded[0], blinded[2], blinded[1]], evaluated, proof).ShouldBeFalse();
    }

    [Fact]
    public void Verify_OfOneElementUnderAnotherKey_Fails()
    {
        using var other = VoprfPrivateKey.Derive(new byte[32], "other"u8);
        var blinded = Elements(8);
        var (evaluated, proof) = Voprf.BlindEvaluate(_key, blinded);
        var forged = evaluated.ToArray();
        forged[5] = Voprf.BlindEvaluate(other, [blinded[5]]).Elements[0];

        Voprf.Verify(_key.PublicKey, blinded, evaluated, proof).ShouldBeTrue();
        Voprf.Verify(_key.PublicKey, blinded, forged, proof).ShouldBeFalse();
        Voprf.Verify(other.PublicKey, blinded, evaluated, proof).ShouldBeFalse();
    }

    [Fact]
    public void Verify_OfOtherCountsOrDefaultValues_Fails()
    {
        var blinded = Elements(2);
        var (evaluated, proof) = Voprf.BlindEvaluate(_key, blinded);

        Voprf.Verify(_key.PublicKey, [], [], proof).ShouldBeFalse();
        Voprf.Verify(_key.PublicKey, blinded, [evaluated[0]], proof).ShouldBeFalse();
        Voprf.Verify(_key.PublicKey, [blinded[0], default], evaluated, proof).ShouldBeFalse();
        Voprf.Verify(_key.PublicKey, blinded, [evaluated[0], default], proof).ShouldBeFalse();
        Voprf.Verify(default, blinded, evaluated, proof).ShouldBeFalse();
        Voprf.Verify(_key.PublicKey, blinded, evaluated, default).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public void BlindEvaluate_OfNoneOrTooMany_Throws(int count) =>
        Should.Throw<ArgumentException>(() => Voprf.BlindEvaluate(_key, Elements(count)));

    [Fact]
    public void BlindEvaluate_OfADefaultElement_Throws() =>
        Should.Throw<CryptographicException>(() => Voprf.BlindEvaluate(_key, [Voprf.HashToGroup([1]), default]));

    [Fact]
    public void BlindEvaluate_Twice_GivesOtherProofs()
    {
        var blinded = Elements(1);

        Voprf.BlindEvaluate(_key, blinded).Proof.ShouldNotBe(Voprf.BlindEvaluate(_key, blinded).Proof);
    }

    [Fact]
    public void BlindEvaluate_WithADisposedKey_Throws()
    {
        var key = VoprfPrivateKey.Derive(new byte[32], default);
        key.Dispose();

        Should.Throw<ObjectDisposedException>(() => Voprf.BlindEvaluate(key, Elements(1)));
    }

    [Fact]
    public async Task BlindEvaluate_WhileTheKeyIsDisposed_GivesAValidAnswerOrNone()
    {
        // Memory freed under an evaluation would end the process: it lies between guard pages.
        var blinded = Elements(4);
        for (var round = 0; round < 20; round++)
        {
            var key = VoprfPrivateKey.Derive(new byte[32], default);
            using var started = new SemaphoreSlim(0);
            var evaluations = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            {
                started.Release();
                try
                {
                    while (true)
                    {
                        var (evaluated, proof) = Voprf.BlindEvaluate(key, blinded);
                        Voprf.Verify(key.PublicKey, blinded, evaluated, proof).ShouldBeTrue();
                    }
                }
                catch (ObjectDisposedException)
                {
                    // What ends the loop.
                }
            })).ToArray();
            (await started.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
            key.Dispose();

            await Task.WhenAll(evaluations).WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public void Blind_OfOneInputTwice_GivesOtherElements()
    {
        using var first = Blind.Random();
        using var second = Blind.Random();

        Voprf.Blind([1], first).ShouldNotBe(Voprf.Blind([1], second));
    }

    [Fact]
    public void Blind_ExportedAndImported_IsTheSame()
    {
        using var blind = Blind.Random();
        var bytes = new byte[Blind.Size];
        blind.Export(bytes);

        using var imported = Blind.Import(bytes);

        Voprf.Blind([1], imported).ShouldBe(Voprf.Blind([1], blind));
    }

    [Fact]
    public void Blind_Disposed_IsWipedAndUnusable()
    {
        var blind = Blind.Random();
        blind.Dispose();

        Should.Throw<ObjectDisposedException>(() => Voprf.Blind([1], blind));
    }

    [Fact]
    public void Derive_OfAnotherSeedLength_Throws() => Should.Throw<ArgumentException>(() => VoprfPrivateKey.Derive(new byte[31], default));

    [Fact]
    public void Secrets_AsText_AreTheNamesOfTheirTypes()
    {
        using var blind = Blind.Random();

        blind.ToString().ShouldBe("Blind");
        _key.ToString().ShouldBe("VoprfPrivateKey");
    }

    private static GroupElement[] Elements(int count) => [.. Enumerable.Range(0, count).Select(i => Voprf.HashToGroup([(byte)i]))];
}
