using System.Diagnostics;
using System.Security.Cryptography;
using FedHub.Cryptography;

namespace FedHub.Benchmarks;

/// <summary>The match protocol's cryptography in one search, alone: evaluation with proof at the owner, its verification at the asker.</summary>
/// <remarks>Signatures, seals and the stretching of keys cost less than a tenth of it and are left out, so the share is a lower bound.</remarks>
internal static class SearchCryptography
{
    private const int Rounds = 8;

    /// <summary>Processor seconds for parts of these sizes; the mean of several rounds.</summary>
    public static double SecondsOf(IReadOnlyList<int> elementCounts)
    {
        using var key = VoprfPrivateKey.Derive(RandomNumberGenerator.GetBytes(VoprfPrivateKey.SeedSize), "benchmark"u8);
        var batches = elementCounts.Distinct().ToDictionary(count => count, count => Enumerable.Range(0, count).Select(i => Voprf.HashToGroup([(byte)i])).ToArray());
        Evaluate(key, batches, elementCounts);
        // Processor time, as for the searches: on a busy machine the clock on the wall says nothing.
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var round = 0; round < Rounds; round++)
        {
            Evaluate(key, batches, elementCounts);
        }

        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds / Rounds;
    }

    private static void Evaluate(VoprfPrivateKey key, Dictionary<int, GroupElement[]> batches, IReadOnlyList<int> elementCounts)
    {
        foreach (var count in elementCounts)
        {
            var evaluation = Voprf.BlindEvaluate(key, batches[count]);
            if (!Voprf.Verify(key.PublicKey, batches[count], evaluation.Elements, evaluation.Proof))
            {
                throw new InvalidOperationException("A proof of the benchmark does not verify.");
            }
        }
    }
}
