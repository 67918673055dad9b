namespace FedHub.Transparency.Tests;

/// <summary>Every call that the sequencer makes of its store fails in every way; then the process starts again.</summary>
public sealed class SequencerFaultTests
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(60);
    private static readonly int[] _batches = [1, 2, 250, 10, 300, 1];

    public static TheoryData<string, FaultMode> Faults
    {
        get
        {
            var data = new TheoryData<string, FaultMode>();
            foreach (var call in (string[])["append", "read", "head", "count", "tile", "commit"])
            {
                foreach (var mode in Enum.GetValues<FaultMode>())
                {
                    data.Add(call, mode);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_AtEachCall_LosesNothingAndForksNothing(string call, FaultMode mode)
    {
        var faults = 0;
        for (var number = 0; number < 8; number++)
        {
            await using var log = await TreeLog.CreateAsync();
            var store = new FaultyTreeStore(log.Store) { FailingCall = call, FailingNumber = number, Mode = mode };
            var history = new History();
            foreach (var batch in _batches)
            {
                await AppendUntilAcknowledgedAsync(store, history, batch);
                await PublishAsync(store, history);
            }

            faults += store.Faults;
            history.Shown.Max(checkpoint => checkpoint.Head.Size).ShouldBe(_batches.Sum());
            history.Acknowledged.Count.ShouldBe(_batches.Sum());
            await LogInvariants.CheckAsync(log.Store, history.Acknowledged, history.Attempted, history.Shown);
        }

        faults.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task DiskFull_AtTheCommit_IsTriedAgainAndStopsNothing()
    {
        await using var log = await TreeLog.CreateAsync();
        await log.AppendAsync(0, 10);
        using var sequencer = await TreeLog.StartAsync(log.Store);
        var pages = await log.ExecuteAsync("PRAGMA page_count");
        await log.AppendAsync(10, 2000);
        await log.ExecuteAsync($"PRAGMA max_page_count={pages}");

        (await sequencer.IntegrateAsync(CancellationToken.None)).ShouldBe(SequencerOutcome.NotStored);
        sequencer.Stop.ShouldBe(SequencerStop.None);
        sequencer.Published.Head.Size.ShouldBe(0);
        await log.ExecuteAsync("PRAGMA max_page_count=1073741823");

        (await sequencer.IntegrateAsync(CancellationToken.None)).ShouldBe(SequencerOutcome.Published);
        sequencer.Published.Head.Size.ShouldBe(2010);
    }

    [Fact]
    public async Task PowerLoss_AnywhereInTheWriteAheadLog_LeavesALogThatStarts()
    {
        const int walHeaderSize = 32;
        const int frameSize = 24 + 4096;
        await using var log = await TreeLog.CreateAsync();
        using (var sequencer = await TreeLog.StartAsync(log.Store))
        {
            for (var step = 0; step < 6; step++)
            {
                await log.AppendAsync(step * 60, 60);
                await sequencer.IntegrateAsync(CancellationToken.None);
            }
        }

        var image = await ReadSharedAsync(log.DatabasePath);
        var wal = await ReadSharedAsync(log.DatabasePath + "-wal");
        var sizes = new HashSet<long>();
        for (var cut = walHeaderSize; cut <= wal.Length; cut += frameSize)
        {
            var name = $"cut-{cut}.db";
            await File.WriteAllBytesAsync(log.PathOf(name), image);
            await File.WriteAllBytesAsync(log.PathOf(name + "-wal"), wal[..Math.Min(wal.Length, cut + 100)]);
            await using var recovered = log.OpenCopy(name);
            if (await recovered.Store.ReadHeadAsync(CancellationToken.None) is null)
            {
                continue;
            }

            using var sequencer = await TreeLog.StartAsync(recovered.Store);
            sizes.Add(sequencer.Published.Head.Size);
            await sequencer.IntegrateAsync(CancellationToken.None);
            await LogInvariants.CheckAsync(recovered.Store, new Dictionary<long, NewLogEntry>(), [], [sequencer.Published]);
        }

        sizes.ShouldBe([0, 60, 120, 180, 240, 300, 360], ignoreOrder: true);
    }

    private static async Task AppendUntilAcknowledgedAsync(FaultyTreeStore store, History history, int count)
    {
        NewLogEntry[] entries = [.. Enumerable.Range(history.Attempted.Count, count).Select(TestLog.Entry)];
        history.Attempted.AddRange(entries);
        while (true)
        {
            try
            {
                // The same entries under the same keys: the contract for an append whose outcome is unknown.
                var receipts = await store.AppendAsync(entries, CancellationToken.None).AsTask().WaitAsync(_timeout);
                foreach (var (receipt, entry) in receipts.Zip(entries))
                {
                    history.Acknowledged.Add(receipt.Index, entry);
                }

                return;
            }
            catch (IOException)
            {
                await ApplyDelayedAsync(store);
            }
        }
    }

    /// <summary>Starts as often as it takes to publish all there is.</summary>
    private static async Task PublishAsync(FaultyTreeStore store, History history)
    {
        while (true)
        {
            try
            {
                var start = await LogSequencer.StartAsync(store, TestLogs.Signer, TreeLog.OpenGate(), history.Shown.LastOrDefault(), CancellationToken.None)
                    .AsTask().WaitAsync(_timeout);
                start.Refusal.ShouldBe(SequencerRefusal.None);
                using var sequencer = start.Sequencer!;
                SequencerOutcome outcome;
                do
                {
                    outcome = await sequencer.IntegrateAsync(CancellationToken.None).AsTask().WaitAsync(_timeout);
                    history.Shown.Add(sequencer.Published);
                }
                while (outcome == SequencerOutcome.Published);

                if (outcome == SequencerOutcome.Nothing)
                {
                    return;
                }

                sequencer.Stop.ShouldBe(SequencerStop.HeadMoved);
            }
            catch (IOException)
            {
                // The process ends here. What was delayed arrives while the next one is under way.
                await ApplyDelayedAsync(store);
            }
        }
    }

    private static async Task ApplyDelayedAsync(FaultyTreeStore store)
    {
        if (store.Delayed is { } delayed)
        {
            await delayed().WaitAsync(_timeout);
        }
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private sealed class History
    {
        internal Dictionary<long, NewLogEntry> Acknowledged { get; } = [];

        internal List<NewLogEntry> Attempted { get; } = [];

        internal List<SignedCheckpoint> Shown { get; } = [];
    }
}
