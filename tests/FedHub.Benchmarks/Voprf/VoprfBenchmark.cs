using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FedHub.Cryptography;
using FedHub.Cryptography.Interop;

namespace FedHub.Benchmarks;

/// <summary>
/// Evaluations a second on one core, with their proof, beside the scalar multiplications of libsodium that they contain and nothing else.
/// </summary>
/// <remarks>
/// A batch of m elements contains 2m + 2 multiplications of an element (m evaluations; m weighted terms of the composite; the composite by the
/// key; the composite by the nonce) and one of the generator (by the nonce). What the ratio leaves over is hashing, adding points, and us.
/// Both are timed in turns in the same run, in processor time of the process, so that a busy machine does not tell.
/// It runs on one thread.
/// </remarks>
/// <param name="rounds">How many turns each side gets; the median counts.</param>
internal sealed class VoprfBenchmark(int rounds = 21)
{
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(80);

    /// <summary>Takes about ten seconds.</summary>
    public JsonObject Run() => new()
    {
        ["name"] = "voprf",
        ["unit"] = "evaluations/s/core, with one proof a batch",
        ["baseline"] = "libsodium crypto_scalarmult_ristretto255 and _base, the same number of calls, in the same run",
        ["libsodium"] = Libsodium.Load(),
        ["cases"] = new JsonArray(Measure("single", 1), Measure("batch of 8", 8), Measure("batch of 32", 32)),
    };

    private JsonObject Measure(string name, int batch)
    {
        using var key = VoprfPrivateKey.Derive(RandomNumberGenerator.GetBytes(VoprfPrivateKey.SeedSize), "benchmark"u8);
        var blinded = Enumerable.Range(0, batch).Select(i => Voprf.HashToGroup([(byte)i])).ToArray();
        void Evaluate() => Voprf.BlindEvaluate(key, blinded);
        var raw = new RawMultiplications(blinded);

        // The first turns compile and settle; they are not counted.
        _ = Rate(Evaluate);
        _ = Rate(raw.Run);
        var ours = new double[rounds];
        var theirs = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            ours[round] = Rate(Evaluate) * batch;
            theirs[round] = Rate(raw.Run) * batch;
        }

        return new JsonObject
        {
            ["case"] = name,
            ["batch"] = batch,
            ["figure"] = Math.Round(Median(ours)),
            ["baselineFigure"] = Math.Round(Median(theirs)),
            ["ratio"] = Math.Round(Median([.. ours.Zip(theirs, (our, their) => our / their)]), 3),
            ["contains"] = string.Create(CultureInfo.InvariantCulture, $"{RawMultiplications.Count(batch)} element and 1 generator multiplications a batch"),
        };
    }

    /// <summary>Calls a second of processor time over one turn.</summary>
    private static double Rate(Action action)
    {
        var calls = 0;
        var start = Environment.CpuUsage.TotalTime;
        TimeSpan used;
        do
        {
            action();
            calls++;
            used = Environment.CpuUsage.TotalTime - start;
        }
        while (used < _turn);

        return calls / used.TotalSeconds;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    /// <summary>The multiplications of one batch, on random scalars.</summary>
    private sealed class RawMultiplications(GroupElement[] elements)
    {
        private readonly byte[] _scalar = RandomScalar();
        private readonly byte[] _product = new byte[GroupElement.Size];

        internal static int Count(int batch) => (2 * batch) + 2;

        internal void Run()
        {
            var count = Count(elements.Length);
            for (var i = 0; i < count; i++)
            {
                ref readonly var element = ref elements[i % elements.Length];
                if (Sodium.crypto_scalarmult_ristretto255(_product, _scalar, element.AsSpan()) != 0)
                {
                    throw new CryptographicException("A multiplication failed.");
                }
            }

            if (Sodium.crypto_scalarmult_ristretto255_base(_product, _scalar) != 0)
            {
                throw new CryptographicException("A multiplication failed.");
            }
        }

        private static byte[] RandomScalar()
        {
            var scalar = new byte[GroupElement.Size];
            Sodium.crypto_core_ristretto255_scalar_random(scalar);
            return scalar;
        }
    }
}
