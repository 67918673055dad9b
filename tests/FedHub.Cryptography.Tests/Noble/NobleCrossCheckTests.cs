using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedHub.Cryptography.Tests;

/// <summary>Whole exchanges with an implementation not written here, in both directions: 1,000 random inputs.</summary>
public sealed class NobleCrossCheckTests
{
    private static readonly int[] _batches = [1, 2, 3, 7, 8, 15, 16, 31, 32, .. Enumerable.Repeat(32, 12), 1];

    [Fact]
    public void Batches_InBothDirections_HaveAThousandInputs() => (_batches.Sum() * 2).ShouldBe(1000);

    [Fact]
    public async Task Noble_AsAsker_AcceptsOurEvaluations()
    {
        using var peer = NoblePeer.Start();
        foreach (var count in _batches)
        {
            var inputs = RandomInputs(count);
            using var key = VoprfPrivateKey.Derive(RandomNumberGenerator.GetBytes(32), "FedHub noble"u8);
            var blinding = await peer.AskAsync(new JsonObject { ["op"] = "blind", ["inputs"] = Hex(inputs) });

            var (evaluated, proof) = Voprf.BlindEvaluate(key, blinding.Elements("blinded"));

            var answer = await peer.AskAsync(new JsonObject
            {
                ["op"] = "finalize",
                ["inputs"] = Hex(inputs),
                ["blinds"] = Hex(blinding.List("blinds")),
                ["blinded"] = Hex(blinding.List("blinded")),
                ["evaluated"] = Hex(evaluated.Select(element => element.ToArray())),
                ["publicKey"] = key.PublicKey.ToString(),
                ["proof"] = proof.ToString(),
            });
            answer.List("outputs").ShouldBe(inputs.Select(input => Evaluate(key, input)).ToArray());
        }
    }

    [Fact]
    public async Task Noble_AsOwner_IsAcceptedByUs()
    {
        using var peer = NoblePeer.Start();
        foreach (var count in _batches)
        {
            var inputs = RandomInputs(count);
            var seed = RandomNumberGenerator.GetBytes(32);
            var blinds = inputs.Select(_ => Blind.Random()).ToArray();
            var blinded = inputs.Zip(blinds, (input, blind) => Voprf.Blind(input, blind)).ToArray();

            var answer = await EvaluateAsync(peer, seed, blinded);

            var evaluated = answer.Elements("evaluated");
            VoprfPublicKey.TryDecode(answer.Bytes("publicKey"), out var publicKey).ShouldBeTrue();
            VoprfProof.TryDecode(answer.Bytes("proof"), out var proof).ShouldBeTrue();
            Voprf.Verify(publicKey, blinded, evaluated, proof).ShouldBeTrue();
            using var key = VoprfPrivateKey.Derive(seed, "FedHub noble"u8);
            key.PublicKey.ShouldBe(publicKey);
            for (var i = 0; i < count; i++)
            {
                var output = new byte[Voprf.OutputSize];
                Voprf.Finalize(inputs[i], blinds[i], evaluated[i], output);
                output.ShouldBe(Evaluate(key, inputs[i]));
            }
        }
    }

    [Fact]
    public async Task Noble_AsAsker_RefusesAForgedEvaluation()
    {
        using var peer = NoblePeer.Start();
        var inputs = RandomInputs(2);
        using var key = VoprfPrivateKey.Derive(new byte[32], default);
        var blinding = await peer.AskAsync(new JsonObject { ["op"] = "blind", ["inputs"] = Hex(inputs) });
        var (evaluated, proof) = Voprf.BlindEvaluate(key, blinding.Elements("blinded"));

        var answer = await peer.AskAsync(new JsonObject
        {
            ["op"] = "finalize",
            ["inputs"] = Hex(inputs),
            ["blinds"] = Hex(blinding.List("blinds")),
            ["blinded"] = Hex(blinding.List("blinded")),
            ["evaluated"] = Hex([evaluated[1].ToArray(), evaluated[0].ToArray()]),
            ["publicKey"] = key.PublicKey.ToString(),
            ["proof"] = proof.ToString(),
        });

        answer.TryGetProperty("error", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Vectors_InDocs_AreWhatNobleComputes()
    {
        using var process = NoblePeer.Run("vectors.mjs", "check");
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        process.ExitCode.ShouldBe(0, "docs/vectors and tests/noble/vectors.mjs differ");
    }

    private static Task<JsonElement> EvaluateAsync(NoblePeer peer, byte[] seed, GroupElement[] blinded) => peer.AskAsync(new JsonObject
    {
        ["op"] = "evaluate",
        ["seed"] = Convert.ToHexStringLower(seed),
        ["info"] = Convert.ToHexStringLower("FedHub noble"u8),
        ["blinded"] = Hex(blinded.Select(element => element.ToArray())),
    });

    private static byte[][] RandomInputs(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(0, 200)))];

    private static JsonArray Hex(IEnumerable<byte[]> items) => [.. items.Select(item => (JsonNode)Convert.ToHexStringLower(item)!)];

    private static byte[] Evaluate(VoprfPrivateKey key, byte[] input)
    {
        var output = new byte[Voprf.OutputSize];
        Voprf.Evaluate(key, input, output);
        return output;
    }
}
