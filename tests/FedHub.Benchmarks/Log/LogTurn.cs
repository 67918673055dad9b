using System.Collections.Concurrent;
using System.Diagnostics;
using FedHub.Cryptography;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Benchmarks;

/// <summary>So many writers, each of which submits an entry and waits until a checkpoint covers it.</summary>
internal static class LogTurn
{
    private const string Origin = "benchmark.fedhub.example/log";

    internal static SqliteSchema Schema { get; } = new(0x46480003, [SqliteLogStore.SchemaSql + SqliteLogTree.SchemaSql]);

    internal static async Task<LogTurnResult> RunAsync(string path, int writers, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var key = SigningKey.Generate();
        var signer = new NoteSigner(KeyName.Parse(Origin), key);
        SqliteDatabase.Create(path, Schema);
        await using var database = SqliteDatabase.Open(path, Schema);
        var store = new SqliteLogTree(database);
        using var sequencer = await StartAsync(store, signer, cancellationToken);
        var publisher = new LogPublisher(sequencer, TimeProvider.System);
        database.Writer.Committed = publisher.Notify;
        using var stop = new CancellationTokenSource();
        var running = publisher.RunAsync(stop.Token);
        var commits = await CountCommitsAsync(database, cancellationToken);
        var milliseconds = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(
            async () =>
            {
                while (watch.Elapsed < duration)
                {
                    var from = watch.Elapsed;
                    var receipts = await store.AppendAsync([Entry()], cancellationToken);
                    await sequencer.WaitForAsync(receipts[0].Index, cancellationToken);
                    milliseconds.Add((watch.Elapsed - from).TotalMilliseconds);
                }
            },
            cancellationToken)));
        var elapsed = watch.Elapsed;
        await stop.CancelAsync();
        _ = await running;
        var checkpoints = await store.ReadCheckpointsAsync(1, int.MaxValue, cancellationToken);
        return new LogTurnResult(milliseconds.Count, elapsed, [.. milliseconds], commits(), [.. checkpoints]);
    }

    /// <summary>Begins a log that waits for no witness.</summary>
    internal static async Task<LogSequencer> StartAsync(SqliteLogTree store, NoteSigner signer, CancellationToken cancellationToken)
    {
        var empty = new Checkpoint(signer.VerificationKey.Name.ToString(), TreeHead.Empty);
        await store.TryInitializeAsync(SignedCheckpoint.Sign(empty, signer), cancellationToken);
        _ = TrustPolicy.TryParse("quorum none\n"u8, out var policy, out _);
        return (await LogSequencer.StartAsync(store, signer, new WitnessGate(policy!), null, cancellationToken)).Sequencer!;
    }

    internal static NewLogEntry Entry()
    {
        var subject = Guid.CreateVersion7().ToString("N");
        var payload = new AuditPayload(AuditKind.QuerySubmitted, null, subject, [new AuditDetail("purpose", "investigation"), new AuditDetail("slots", "16")]);
        return NewLogEntry.Create(IdempotencyKey.Derive(payload.Kind, System.Text.Encoding.UTF8.GetBytes(subject)), TimeProvider.System.GetUtcNow(), payload);
    }

    /// <summary>Counts the commits of the writer's connection from now on.</summary>
    private static Task<Func<int>> CountCommitsAsync(SqliteDatabase database, CancellationToken cancellationToken)
    {
        var commits = 0;
        return database.Writer.ExecuteAsync<Func<int>>(
            (connection, _) =>
            {
                SQLitePCL.raw.sqlite3_commit_hook(
                    connection.Handle,
                    _ =>
                    {
                        Interlocked.Increment(ref commits);
                        return 0;
                    },
                    null);

                // The commit of this very job is not counted.
                return () => Volatile.Read(ref commits) - 1;
            },
            cancellationToken);
    }
}
