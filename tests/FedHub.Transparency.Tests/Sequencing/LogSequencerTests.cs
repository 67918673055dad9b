namespace FedHub.Transparency.Tests;

public sealed class LogSequencerTests : IAsyncLifetime
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(60);

    private TreeLog _log = null!;

    public async Task InitializeAsync() => _log = await TreeLog.CreateAsync();

    public async Task DisposeAsync() => await _log.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(700)]
    public async Task Entries_Integrated_AreInTheTreeOfTheDefinition(int count)
    {
        var leaves = (await _log.AppendAsync(0, count)).Select(receipt => receipt.LeafHash).ToArray();
        using var sequencer = await TreeLog.StartAsync(_log.Store);

        (await IntegrateAsync(sequencer)).ShouldBe(SequencerOutcome.Published);

        sequencer.Published.Head.ShouldBe(NaiveMerkle.Head(leaves));
        (await _log.Store.ReadHeadAsync(CancellationToken.None)).ShouldBe(sequencer.Published);
        (await IntegrateAsync(sequencer)).ShouldBe(SequencerOutcome.Nothing);
    }

    [Fact]
    public async Task ManyStepsAndStarts_LeaveOneHistoryThatCanBeServed()
    {
        var acknowledged = new Dictionary<long, NewLogEntry>();
        var shown = new List<SignedCheckpoint>();
        var number = 0;
        foreach (var count in (int[])[1, 1, 2, 100, 151, 1, 1, 255, 3, 256, 400])
        {
            foreach (var receipt in await _log.AppendAsync(number, count))
            {
                acknowledged.Add(receipt.Index, TestLog.Entry(number++));
            }

            using var sequencer = await TreeLog.StartAsync(_log.Store);
            (await IntegrateAsync(sequencer)).ShouldBe(SequencerOutcome.Published);
            shown.Add(sequencer.Published);
        }

        // The commitments differ in each run of Entry, so what was stored is compared by key here and by bytes in the fault tests.
        var entries = await _log.Store.ReadAsync(0, 5000, CancellationToken.None);
        acknowledged = entries.ToDictionary(entry => entry.Index, entry => new NewLogEntry(entry.Key, Leaf(entry), default, default));
        await LogInvariants.CheckAsync(_log.Store, acknowledged, acknowledged.Values, shown);
    }

    [Fact]
    public async Task Backlog_LargerThanAStep_IsTakenInSteps()
    {
        await _log.AppendAsync(0, LogSequencer.MaxEntriesPerStep + 10);
        using var sequencer = await TreeLog.StartAsync(_log.Store);

        (await IntegrateAsync(sequencer)).ShouldBe(SequencerOutcome.Published);
        sequencer.Published.Head.Size.ShouldBe(LogSequencer.MaxEntriesPerStep);
        (await IntegrateAsync(sequencer)).ShouldBe(SequencerOutcome.Published);
        sequencer.Published.Head.Size.ShouldBe(LogSequencer.MaxEntriesPerStep + 10);
    }

    [Fact]
    public async Task Receipt_OfAPublishedEntry_VerifiesOffline()
    {
        var receipts = await _log.AppendAsync(0, 300);
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        (await sequencer.ReceiptAsync(7, CancellationToken.None)).ShouldBeNull();
        await IntegrateAsync(sequencer);

        var receipt = (await sequencer.ReceiptAsync(7, CancellationToken.None)).ShouldNotBeNull();

        var policy = TreeLog.Policy($"log {TestLogs.Signer.VerificationKey}\nquorum none\n");
        new ReceiptVerifier(policy, TimeProvider.System).Verify(receipt, receipts[7].LeafHash).IsProven.ShouldBeTrue();
        (await sequencer.ReceiptAsync(300, CancellationToken.None)).ShouldBeNull();
        (await sequencer.ReceiptAsync(-1, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task WaitFor_AnEntry_EndsWithTheCheckpointThatCoversIt()
    {
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        var waiting = sequencer.WaitForAsync(1, CancellationToken.None).AsTask();
        await _log.AppendAsync(0, 1);
        await IntegrateAsync(sequencer);
        waiting.IsCompleted.ShouldBeFalse();
        await _log.AppendAsync(1, 1);
        await IntegrateAsync(sequencer);

        (await waiting.WaitAsync(_timeout)).Head.Size.ShouldBe(2);
    }

    [Fact]
    public async Task WaitFor_GivenUp_IsCancelled()
    {
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        using var stop = new CancellationTokenSource();
        var waiting = sequencer.WaitForAsync(0, stop.Token).AsTask();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(_timeout));
    }

    [Fact]
    public async Task TwoSequencers_OfOneStore_TheSecondOneToCommitStops()
    {
        using var first = await TreeLog.StartAsync(_log.Store);
        using var second = await TreeLog.StartAsync(_log.Store);
        await _log.AppendAsync(0, 3);
        (await IntegrateAsync(first)).ShouldBe(SequencerOutcome.Published);
        await _log.AppendAsync(3, 3);

        (await IntegrateAsync(second)).ShouldBe(SequencerOutcome.Stopped);

        second.Stop.ShouldBe(SequencerStop.HeadMoved);
        (await IntegrateAsync(second)).ShouldBe(SequencerOutcome.Stopped);
        (await IntegrateAsync(first)).ShouldBe(SequencerOutcome.Published);
    }

    [Fact]
    public async Task TwoSequencers_AtTheSameMoment_NeverPublishTwoTreesOfOneSize()
    {
        for (var round = 0; round < 20; round++)
        {
            await _log.AppendAsync(round * 2, 2);
            var rivals = new[] { await TreeLog.StartAsync(_log.Store), await TreeLog.StartAsync(_log.Store) };

            var outcomes = await Task.WhenAll(rivals.Select(rival => Task.Run(() => IntegrateAsync(rival)))).WaitAsync(_timeout);

            outcomes.Order().ShouldBe([SequencerOutcome.Published, SequencerOutcome.Stopped]);
            foreach (var rival in rivals)
            {
                rival.Dispose();
            }
        }
    }

    [Theory]
    [InlineData("UPDATE log_entry SET leaf = CAST(X'01' || substr(leaf, 2, 41) || X'00' AS BLOB) WHERE idx = 4")]
    [InlineData("UPDATE log_entry SET leaf_hash = zeroblob(32) WHERE idx = 4")]
    [InlineData("UPDATE log_entry SET payload = X'00' WHERE idx = 4")]
    [InlineData("UPDATE log_entry SET leaf = X'00', leaf_hash = zeroblob(32) WHERE idx = 4")]
    [InlineData("DELETE FROM log_entry WHERE idx = 3")]
    public async Task Entry_AlteredBeforeItIsIntegrated_StopsTheLog(string sql)
    {
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        await _log.AppendAsync(0, 6);
        await _log.ExecuteAsync(sql);

        (await IntegrateAsync(sequencer)).ShouldBe(SequencerOutcome.Stopped);

        sequencer.Stop.ShouldBe(SequencerStop.EntryDamaged);
        sequencer.Published.Head.Size.ShouldBe(0);
    }

    [Fact]
    public async Task PayloadErased_BeforeItIsIntegrated_DoesNotMatter()
    {
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        await _log.AppendAsync(0, 3);
        await _log.ExecuteAsync("UPDATE log_entry SET payload = NULL, nonce = NULL WHERE idx = 1");

        (await IntegrateAsync(sequencer)).ShouldBe(SequencerOutcome.Published);
    }

    [Fact]
    public async Task Tile_ThatIsThereWithOtherHashes_StopsTheLog()
    {
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        await _log.AppendAsync(0, 256);
        await _log.ExecuteAsync("INSERT INTO log_tile (level, idx, hashes, root) VALUES (0, 0, zeroblob(8192), zeroblob(32))");

        (await IntegrateAsync(sequencer)).ShouldBe(SequencerOutcome.Stopped);

        sequencer.Stop.ShouldBe(SequencerStop.TileDiffers);
        (await _log.Store.ReadHeadAsync(CancellationToken.None))!.Head.Size.ShouldBe(0);
        (await _log.ExecuteAsync("SELECT count(*) FROM log_checkpoint")).ShouldBe("1");
    }

    [Fact]
    public async Task Tile_ThatIsThereWithTheSameHashes_IsFine()
    {
        // A crash after a tile and before the head cannot happen in one transaction; another store may do it in two.
        await _log.AppendAsync(0, 256);
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        var tile = MemoryTileOf(await _log.Store.ReadAsync(0, 256, CancellationToken.None));
        await _log.ExecuteAsync(
            $"INSERT INTO log_tile (level, idx, hashes, root) VALUES (0, 0, X'{Convert.ToHexString(tile.Hashes.Span)}', X'{tile.Root()}')");

        (await IntegrateAsync(sequencer)).ShouldBe(SequencerOutcome.Published);
    }

    [Fact]
    public async Task Initialize_Twice_ChangesNothing()
    {
        await _log.AppendAsync(0, 3);
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        await IntegrateAsync(sequencer);

        (await _log.Store.TryInitializeAsync(TestLogs.Checkpoint(TreeHead.Empty), CancellationToken.None)).ShouldBeFalse();

        (await _log.Store.ReadHeadAsync(CancellationToken.None)).ShouldBe(sequencer.Published);
    }

    [Fact]
    public async Task Tiles_BeyondTheHead_AreNotServed()
    {
        await _log.AppendAsync(0, 300);
        (await _log.Store.ReadTileAsync(new TileId(0, 0, 10), CancellationToken.None)).ShouldBeNull();
        (await _log.Store.ReadBundleAsync(new BundleId(0, 10), CancellationToken.None)).ShouldBeNull();
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        await IntegrateAsync(sequencer);

        (await _log.Store.ReadTileAsync(new TileId(0, 1, 44), CancellationToken.None)).ShouldNotBeNull();
        (await _log.Store.ReadTileAsync(new TileId(0, 1, 45), CancellationToken.None)).ShouldBeNull();
        (await _log.Store.ReadBundleAsync(new BundleId(1), CancellationToken.None)).ShouldBeNull();
        (await _log.Store.ReadTileAsync(new TileId(0, long.MaxValue, 1), CancellationToken.None)).ShouldBeNull();
        (await _log.Store.ReadTileAsync(new TileId(63, 0, 1), CancellationToken.None)).ShouldBeNull();
    }

    private static AuditLeaf Leaf(StoredLogEntry entry) => AuditLeaf.TryDecode(entry.Leaf.Span, out var leaf) ? leaf : default;

    private static Tile MemoryTileOf(IReadOnlyList<StoredLogEntry> entries) =>
        new(new TileId(0, 0), entries.SelectMany(entry => MerkleHash.Leaf(entry.Leaf.Span).ToArray()).ToArray());

    private static Task<SequencerOutcome> IntegrateAsync(LogSequencer sequencer) =>
        sequencer.IntegrateAsync(CancellationToken.None).AsTask().WaitAsync(_timeout);
}
