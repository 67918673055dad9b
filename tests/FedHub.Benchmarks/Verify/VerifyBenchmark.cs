using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Benchmarks;

/// <summary>
/// Verifies whole logs from their files, beside the two SHA-256 an entry that this cannot do without; then makes and verifies proofs.
/// </summary>
/// <remarks>
/// Both sides run on one thread and are timed in turns in processor time of the process, which for the verifier includes reading the files.
/// The memory is what is live after a collection in the middle of the verification.
/// </remarks>
/// <param name="sizes">Entries of the logs; the last is the one of the proofs.</param>
internal sealed class VerifyBenchmark(params int[] sizes)
{
    private const int Rounds = 5;
    private const int Proofs = 2000;
    private const int LeafInputSize = 1 + AuditLeaf.EncodedSize;
    private const int NodeInputSize = 1 + (2 * Digest.Size);

    private readonly byte[] _digest = new byte[Digest.Size];

    /// <summary>Takes two to three minutes and 800 MB of disk for ten million entries.</summary>
    public static Task<JsonObject> RunAsync(CancellationToken cancellationToken) =>
        new VerifyBenchmark(10_000, 100_000, 1_000_000, 10_000_000).MeasureAsync(cancellationToken);

    /// <summary>Measures.</summary>
    public async Task<JsonObject> MeasureAsync(CancellationToken cancellationToken)
    {
        using var key = SigningKey.Generate();
        var signer = new NoteSigner(KeyName.Parse("benchmark.fedhub.example/log"), key);
        var cases = new JsonArray();
        foreach (var size in sizes)
        {
            var directory = Directory.CreateTempSubdirectory("fedhub-verify-");
            try
            {
                var folder = new LogFolder(directory.FullName, FileDurability.None);
                var checkpoint = await WriteAsync(folder, signer, size, cancellationToken);
                cases.Add(await MeasureVerifyAsync(folder, checkpoint.Head, cancellationToken));
                if (size == sizes[^1])
                {
                    cases.Add(await MeasureProofsAsync(folder, checkpoint, cancellationToken));
                }
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        }

        return new JsonObject
        {
            ["name"] = "verify",
            ["unit"] = "entries/s/core, every entry, tile and the root from files",
            ["baseline"] = string.Create(CultureInfo.InvariantCulture, $"one SHA-256 of {LeafInputSize} and one of {NodeInputSize} bytes an entry, in the same run"),
            ["cases"] = cases,
        };
    }

    private static async Task<SignedCheckpoint> WriteAsync(LogFolder folder, NoteSigner signer, int size, CancellationToken cancellationToken)
    {
        var (writer, _) = await LogFolderWriter.OpenAsync(folder, signer, cancellationToken);
        for (var i = 0; i < size; i++)
        {
            writer!.Append(Entry(i));
        }

        return writer!.Publish();
    }

    private static byte[] Entry(int number) => new AuditLeaf(1_700_000_000_000 + number, Digest.Of(BitConverter.GetBytes(number))).Encode();

    private async Task<JsonObject> MeasureVerifyAsync(LogFolder folder, TreeHead head, CancellationToken cancellationToken)
    {
        var options = new LogVerifierOptions { IsEntry = LogVerifierOptions.AuditLeaves };
        var ours = new List<double>();
        var theirs = new List<double>();

        // The first turn compiles, settles and fills the page cache; it is not counted.
        for (var round = 0; round <= Rounds; round++)
        {
            var start = Environment.CpuUsage.TotalTime;
            await VerifyAsync(folder, options, head, cancellationToken);
            var verified = head.Size / (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            start = Environment.CpuUsage.TotalTime;
            HashTwice(head.Size);
            var hashed = head.Size / (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            if (round > 0)
            {
                ours.Add(verified);
                theirs.Add(hashed);
            }
        }

        return new JsonObject
        {
            ["case"] = string.Create(CultureInfo.InvariantCulture, $"{head.Size} entries"),
            ["figure"] = Math.Round(Median(ours)),
            ["baselineFigure"] = Math.Round(Median(theirs)),
            ["ratio"] = Math.Round(Median([.. ours.Zip(theirs, (our, their) => our / their)]), 3),
            ["liveKiB"] = await LiveMemoryAsync(folder, options, head, cancellationToken) / 1024,
        };
    }

    private static async Task VerifyAsync(LogFolder folder, LogVerifierOptions options, TreeHead head, CancellationToken cancellationToken)
    {
        var verification = await new LogVerifier(folder, options).VerifyAsync(head, LogVerifierState.Start, cancellationToken);
        if (!verification.IsVerified)
        {
            throw new InvalidOperationException("The log that was just written does not verify.");
        }
    }

    /// <summary>The most that is live while a log is verified, beyond what was before.</summary>
    private static async Task<long> LiveMemoryAsync(LogFolder folder, LogVerifierOptions options, TreeHead head, CancellationToken cancellationToken)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var sampling = options with
        {
            SaveEvery = Math.Max(1, head.Size / 8),
            SaveState = (_, _) =>
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                return ValueTask.CompletedTask;
            },
        };
        await VerifyAsync(folder, sampling, head, cancellationToken);
        return most;
    }

    private void HashTwice(long count)
    {
        Span<byte> leaf = stackalloc byte[LeafInputSize];
        Span<byte> node = stackalloc byte[NodeInputSize];
        for (var i = 0L; i < count; i++)
        {
            SHA256.HashData(leaf, _digest);
            SHA256.HashData(node, _digest);
        }
    }

    private static async Task<JsonObject> MeasureProofsAsync(LogFolder folder, SignedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var head = checkpoint.Head;
        var prover = new LogProver(folder, head.Size);
        var receipts = new List<LogReceiptFile>();
        var making = Stopwatch.StartNew();
        for (var i = 0; i < Proofs; i++)
        {
            var index = RandomNumberGenerator.GetInt32((int)head.Size);
            var path = await prover.ProveInclusionAsync(index, head.Size, cancellationToken);
            receipts.Add(new LogReceiptFile(null, index, path!.Value, checkpoint));
        }

        making.Stop();
        var leaves = receipts.ConvertAll(receipt => MerkleHash.Leaf(Entry((int)receipt.Index)));
        var verifying = Stopwatch.StartNew();
        for (var i = 0; i < Proofs; i++)
        {
            if (!MerkleProof.VerifyInclusion(receipts[i].Index, leaves[i], receipts[i].Path.AsSpan(), head))
            {
                throw new InvalidOperationException("A proof that was just made does not verify.");
            }
        }

        verifying.Stop();
        var consistency = await MeasureConsistencyAsync(prover, head, cancellationToken);
        return new JsonObject
        {
            ["case"] = string.Create(CultureInfo.InvariantCulture, $"proofs at {head.Size} entries"),
            ["inclusionHashes"] = receipts.Max(receipt => receipt.Path.Length),
            ["receiptBytes"] = receipts.Max(receipt => receipt.ToBytes().Length),
            ["makeMicroseconds"] = Math.Round(making.Elapsed.TotalMicroseconds / Proofs, 1),
            ["verifyMicroseconds"] = Math.Round(verifying.Elapsed.TotalMicroseconds / Proofs, 1),
            ["consistencyHashes"] = consistency.Hashes,
            ["makeConsistencyMicroseconds"] = consistency.Microseconds,
        };
    }

    private static async Task<(int Hashes, double Microseconds)> MeasureConsistencyAsync(LogProver prover, TreeHead head, CancellationToken cancellationToken)
    {
        var most = 0;
        var making = Stopwatch.StartNew();
        for (var i = 0; i < Proofs; i++)
        {
            var path = await prover.ProveConsistencyAsync(RandomNumberGenerator.GetInt32(1, (int)head.Size), head.Size, cancellationToken);
            most = Math.Max(most, path!.Value.Length);
        }

        return (most, Math.Round(making.Elapsed.TotalMicroseconds / Proofs, 1));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
