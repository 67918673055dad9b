using System.Diagnostics;
using System.Text.Json.Nodes;
using FedHub.Cryptography;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Benchmarks;

/// <summary>
/// What the log adds to a lone query, one step after the other as in a search: the hub brings the entry, which is durable with the query, into
/// the tree, signs, and proves it; the node verifies entry and growth, makes its state durable, and cosigns. Two commits.
/// </summary>
internal static class QueryLatency
{
    private const string Origin = "latency.fedhub.example/log";
    private const int Before = 100_000;
    private const int Queries = 1_000;
    private const int WarmUp = 200;
    private const int Commits = 2;
    private const double AimMilliseconds = 10;

    private static readonly SqliteSchema _nodeSchema = new(0x46480004, [SqliteWitnessStore.SchemaSql]);

    internal static async Task<JsonObject> MeasureAsync(DirectoryInfo directory, double fsyncMicroseconds, CancellationToken cancellationToken)
    {
        using var logKey = SigningKey.Generate();
        using var witnessKey = SigningKey.Generate();
        await using var hub = Open(Path.Combine(directory.FullName, "latency-hub.db"), LogTurn.Schema);
        await using var node = Open(Path.Combine(directory.FullName, "latency-node.db"), _nodeSchema);
        var signer = new NoteSigner(KeyName.Parse(Origin), logKey);
        var tree = new SqliteLogTree(hub);
        using var sequencer = await LogTurn.StartAsync(tree, signer, cancellationToken);
        await tree.AppendAsync([.. Enumerable.Range(0, Before).Select(_ => LogTurn.Entry())], cancellationToken);
        while (await sequencer.IntegrateAsync(cancellationToken) == SequencerOutcome.Published)
        {
        }

        var cosigner = new Cosigner(KeyName.Parse("latency.fedhub.example/witness"), witnessKey);
        using var witness = await LogWitness.OpenAsync(
            signer.VerificationKey, cosigner, new SqliteWitnessStore(node, signer.VerificationKey.Name), TimeProvider.System, cancellationToken);
        await witness.ConsiderAsync(sequencer.Published, null, cancellationToken);
        var milliseconds = new List<double>();
        for (var i = 0; i < WarmUp + Queries; i++)
        {
            var took = await QueryAsync(tree, sequencer, witness, cancellationToken);
            if (i >= WarmUp)
            {
                milliseconds.Add(took.TotalMilliseconds);
            }
        }

        return Result(milliseconds, fsyncMicroseconds);
    }

    private static async Task<TimeSpan> QueryAsync(SqliteLogTree tree, LogSequencer sequencer, LogWitness witness, CancellationToken cancellationToken)
    {
        var entry = LogTurn.Entry();
        var index = (await tree.AppendAsync([entry], cancellationToken))[0].Index;
        var watch = Stopwatch.StartNew();
        await sequencer.IntegrateAsync(cancellationToken);
        var receipt = (await sequencer.ReceiptAsync(index, cancellationToken))!;
        var known = witness.State.Latest!.Head.Size;
        var size = receipt.Checkpoint.Head.Size;
        var path = await new LogProver(tree, size).ProveConsistencyAsync(known, size, cancellationToken);
        var verdict = await witness.ConsiderDeliveryAsync(receipt, entry.Leaf.Hash(), new ConsistencyProof(known, path!.Value), cancellationToken);
        return verdict.MayAnswer ? watch.Elapsed : throw new InvalidOperationException("The node refuses what the log has proven.");
    }

    private static JsonObject Result(List<double> milliseconds, double fsyncMicroseconds)
    {
        milliseconds.Sort();
        var p50 = milliseconds[milliseconds.Count / 2];
        var beyond = p50 - (Commits * fsyncMicroseconds / 1000);
        return new JsonObject
        {
            ["unit"] = "milliseconds that the log adds to a query: published by the hub, proven, verified and kept by the node",
            ["p50Milliseconds"] = Math.Round(p50, 2),
            ["p99Milliseconds"] = Math.Round(milliseconds[milliseconds.Count * 99 / 100], 2),
            ["commits"] = Commits,
            ["p50BeyondFsyncsMilliseconds"] = Math.Round(beyond, 2),
            ["limitMilliseconds"] = AimMilliseconds,
            ["ratio"] = Math.Round(beyond / AimMilliseconds, 3),
        };
    }

    private static SqliteDatabase Open(string path, SqliteSchema schema)
    {
        SqliteDatabase.Create(path, schema);
        return SqliteDatabase.Open(path, schema);
    }
}
