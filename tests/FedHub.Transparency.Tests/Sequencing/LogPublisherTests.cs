namespace FedHub.Transparency.Tests;

public sealed class LogPublisherTests : IAsyncLifetime
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(60);

    private TreeLog _log = null!;

    public async Task InitializeAsync() => _log = await TreeLog.CreateAsync();

    public async Task DisposeAsync() => await _log.DisposeAsync();

    [Fact]
    public async Task Entries_OfManyWriters_AreEachPublishedAndProven()
    {
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        var publisher = new LogPublisher(sequencer, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var running = publisher.RunAsync(stop.Token);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(async () =>
        {
            var receipt = (await _log.AppendAsync(number, 1)).Single();
            publisher.Notify();
            (await sequencer.WaitForAsync(receipt.Index, CancellationToken.None)).Head.Size.ShouldBeGreaterThan(receipt.Index);
            var proof = (await sequencer.ReceiptAsync(receipt.Index, CancellationToken.None)).ShouldNotBeNull();
            MerkleProof.VerifyInclusion(proof.Index, receipt.LeafHash, proof.Path.AsSpan(), proof.Checkpoint.Head).ShouldBeTrue();
        }))).WaitAsync(_timeout);

        await stop.CancelAsync();
        (await running.WaitAsync(_timeout)).ShouldBe(SequencerStop.None);
        sequencer.Published.Head.Size.ShouldBe(200);
    }

    [Fact]
    public async Task Backlog_AtTheStart_IsPublishedWithoutANotice()
    {
        await _log.AppendAsync(0, 5);
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        using var stop = new CancellationTokenSource();
        var running = new LogPublisher(sequencer, TimeProvider.System).RunAsync(stop.Token);

        (await sequencer.WaitForAsync(4, CancellationToken.None).AsTask().WaitAsync(_timeout)).Head.Size.ShouldBe(5);

        await stop.CancelAsync();
        await running.WaitAsync(_timeout);
    }

    [Fact]
    public async Task Sequencer_ThatStops_EndsTheLoopWithItsReason()
    {
        using var sequencer = await TreeLog.StartAsync(_log.Store);
        using var rival = await TreeLog.StartAsync(_log.Store);
        await _log.AppendAsync(0, 1);
        await rival.IntegrateAsync(CancellationToken.None);
        await _log.AppendAsync(1, 1);

        (await new LogPublisher(sequencer, TimeProvider.System).RunAsync(CancellationToken.None).WaitAsync(_timeout)).ShouldBe(SequencerStop.HeadMoved);
    }

    [Fact]
    public async Task Store_ThatThrowsAtTheCommit_EndsTheLoopWithItsException()
    {
        await _log.AppendAsync(0, 1);
        var store = new FaultyTreeStore(_log.Store) { FailingCall = "commit", Mode = FaultMode.AppliedButError };
        using var sequencer = await TreeLog.StartAsync(store);

        await Should.ThrowAsync<IOException>(() => new LogPublisher(sequencer, TimeProvider.System).RunAsync(CancellationToken.None).WaitAsync(_timeout));

        sequencer.Stop.ShouldBe(SequencerStop.OutcomeUnknown);
    }

    [Fact]
    public async Task Gate_ThatOpens_IsSeenAtTheNextNotice()
    {
        var witness = TestLogs.OtherWitness(1).VerificationKey;
        var gate = new WitnessGate(TreeLog.Policy($"witness w {witness}\nquorum w\n"));
        using var sequencer = await TreeLog.StartAsync(_log.Store, gate);
        await _log.AppendAsync(0, 1);
        var publisher = new LogPublisher(sequencer, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var running = publisher.RunAsync(stop.Token);
        publisher.Notify();

        (await sequencer.AnnounceAsync(witness, null, CancellationToken.None)).ShouldBeTrue();
        publisher.Notify();

        (await sequencer.WaitForAsync(0, CancellationToken.None).AsTask().WaitAsync(_timeout)).Head.Size.ShouldBe(1);
        await stop.CancelAsync();
        await running.WaitAsync(_timeout);
    }
}
