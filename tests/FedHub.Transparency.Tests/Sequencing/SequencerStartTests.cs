using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class SequencerStartTests : IAsyncLifetime
{
    private static readonly string _policy =
        $"log {TestLogs.Signer.VerificationKey}\nwitness w1 {TestLogs.OtherWitness(1).VerificationKey}\n"
        + $"witness w2 {TestLogs.OtherWitness(2).VerificationKey}\nwitness w3 {TestLogs.OtherWitness(3).VerificationKey}\ngroup g 2 w1 w2 w3\nquorum g\n";

    private TreeLog _log = null!;

    public async Task InitializeAsync() => _log = await TreeLog.CreateAsync();

    public async Task DisposeAsync() => await _log.DisposeAsync();

    [Fact]
    public async Task Start_OfAStoreWithoutALog_IsRefusedAndCreatesNone()
    {
        await using var empty = await TreeLog.CreateAsync(initialized: false);

        (await RefusalAsync(empty)).ShouldBe(SequencerRefusal.NotInitialized);
        (await empty.Store.ReadHeadAsync(CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Start_WithAnotherOriginOrKey_IsRefused()
    {
        using var key = SigningKey.Generate();

        (await StartAsync(_log, new NoteSigner(KeyName.Parse("other.example/log"), TestLogs.LogKey))).Refusal.ShouldBe(SequencerRefusal.WrongOrigin);
        (await StartAsync(_log, new NoteSigner(KeyName.Parse(TestLogs.Origin), key))).Refusal.ShouldBe(SequencerRefusal.WrongKey);
    }

    [Theory]
    [InlineData("DELETE FROM log_entry WHERE idx = 299; UPDATE log_next SET next = 299", SequencerRefusal.EntriesMissing)]
    [InlineData("DELETE FROM log_tile WHERE level = 0 AND idx = 0", SequencerRefusal.TreeDamaged)]
    [InlineData("UPDATE log_tile SET root = zeroblob(32) WHERE level = 0 AND idx = 0", SequencerRefusal.TreeDamaged)]
    [InlineData("UPDATE log_entry SET leaf_hash = zeroblob(32) WHERE idx = 280", SequencerRefusal.TreeDamaged)]
    public async Task Start_OfADamagedStore_IsRefused(string sql, SequencerRefusal refusal)
    {
        await PublishAsync(_log, 0, 300);
        foreach (var statement in sql.Split("; "))
        {
            await _log.ExecuteAsync(statement);
        }

        (await RefusalAsync(_log)).ShouldBe(refusal);
    }

    [Fact]
    public async Task Start_AfterACheckpointWasShownThatTheStoreDoesNotKnow_IsRefused()
    {
        var shown = await PublishAsync(_log, 0, 5);
        await using var other = await TreeLog.CreateAsync();
        await PublishAsync(other, 0, 3);

        (await RefusalAsync(other, shown)).ShouldBe(SequencerRefusal.PublishedAhead);
        await PublishAsync(other, 3, 4);
        (await RefusalAsync(other, shown)).ShouldBe(SequencerRefusal.PublishedDiffers);
        (await RefusalAsync(_log, shown)).ShouldBe(SequencerRefusal.None);
        await PublishAsync(_log, 5, 4);
        (await RefusalAsync(_log, shown)).ShouldBe(SequencerRefusal.None);
    }

    [Fact]
    public async Task Log_AfterAStart_SignsNothingUntilAQuorumHasAnnounced()
    {
        var published = await PublishAsync(_log, 0, 5);
        await _log.AppendAsync(5, 1);
        var gate = new WitnessGate(TreeLog.Policy(_policy));
        using var sequencer = await TreeLog.StartAsync(_log.Store, gate);

        (await sequencer.IntegrateAsync(CancellationToken.None)).ShouldBe(SequencerOutcome.WaitingForWitnesses);
        gate.Missing.ShouldBe(["w1", "w2", "w3"]);
        (await AnnounceAsync(sequencer, 1, published)).ShouldBeTrue();
        (await AnnounceAsync(sequencer, 1, published)).ShouldBeTrue();
        (await sequencer.IntegrateAsync(CancellationToken.None)).ShouldBe(SequencerOutcome.WaitingForWitnesses);
        gate.Missing.ShouldBe(["w2", "w3"]);
        (await AnnounceAsync(sequencer, 3, null)).ShouldBeTrue();

        (await sequencer.IntegrateAsync(CancellationToken.None)).ShouldBe(SequencerOutcome.Published);
        sequencer.Published.Head.Size.ShouldBe(6);
    }

    [Fact]
    public async Task Announcement_OfAStranger_DoesNotCount()
    {
        var gate = new WitnessGate(TreeLog.Policy(_policy));
        using var sequencer = await TreeLog.StartAsync(_log.Store, gate);

        (await AnnounceAsync(sequencer, 9, null)).ShouldBeFalse();
        gate.Missing.Length.ShouldBe(3);
    }

    [Fact]
    public async Task Announcement_WithoutTheLogsSignature_CannotStopTheLog()
    {
        using var key = SigningKey.Generate();
        using var sequencer = await TreeLog.StartAsync(_log.Store, new WitnessGate(TreeLog.Policy(_policy)));
        var invented = SignedCheckpoint.Sign(
            new Checkpoint(TestLogs.Origin, new TreeHead(1_000_000, MerkleHash.EmptyRoot)), new NoteSigner(KeyName.Parse(TestLogs.Origin), key));

        (await AnnounceAsync(sequencer, 1, invented)).ShouldBeFalse();

        sequencer.Stop.ShouldBe(SequencerStop.None);
    }

    [Fact]
    public async Task RestoredBackup_NeverSignsAgain()
    {
        await PublishAsync(_log, 0, 5);
        await _log.Database.DisposeAsync();
        File.Copy(_log.DatabasePath, _log.PathOf("backup.db"));
        SignedCheckpoint witnessed;
        await using (var original = _log.OpenCopy("log.db"))
        {
            witnessed = await PublishAsync(original, 5, 3);
        }

        // The backup looks whole from inside: only a witness knows what it has forgotten.
        await using var restored = _log.OpenCopy("backup.db");
        await restored.AppendAsync(100, 3);
        using var sequencer = await TreeLog.StartAsync(restored.Store, new WitnessGate(TreeLog.Policy(_policy)));
        (await AnnounceAsync(sequencer, 1, witnessed)).ShouldBeFalse();
        (await AnnounceAsync(sequencer, 2, null)).ShouldBeTrue();
        (await AnnounceAsync(sequencer, 3, null)).ShouldBeTrue();

        (await sequencer.IntegrateAsync(CancellationToken.None)).ShouldBe(SequencerOutcome.Stopped);
        sequencer.Stop.ShouldBe(SequencerStop.WitnessAhead);
    }

    [Fact]
    public async Task ForkedCopy_IsStoppedByAWitnessOfTheOther()
    {
        await PublishAsync(_log, 0, 5);
        await _log.Database.DisposeAsync();
        File.Copy(_log.DatabasePath, _log.PathOf("copy.db"));
        SignedCheckpoint witnessed;
        await using (var original = _log.OpenCopy("log.db"))
        {
            witnessed = await PublishAsync(original, 5, 3);
        }

        await using var copy = _log.OpenCopy("copy.db");
        await PublishAsync(copy, 100, 4);
        using var sequencer = await TreeLog.StartAsync(copy.Store, new WitnessGate(TreeLog.Policy(_policy)));

        (await AnnounceAsync(sequencer, 1, witnessed)).ShouldBeFalse();

        sequencer.Stop.ShouldBe(SequencerStop.WitnessDiffers);
    }

    private static async Task<SignedCheckpoint> PublishAsync(TreeLog log, int from, int count)
    {
        await log.AppendAsync(from, count);
        using var sequencer = await TreeLog.StartAsync(log.Store);
        (await sequencer.IntegrateAsync(CancellationToken.None)).ShouldBe(SequencerOutcome.Published);
        return sequencer.Published;
    }

    private static Task<bool> AnnounceAsync(LogSequencer sequencer, int witness, SignedCheckpoint? latest) =>
        sequencer.AnnounceAsync(TestLogs.OtherWitness(witness).VerificationKey, latest, CancellationToken.None).AsTask();

    private static async Task<SequencerRefusal> RefusalAsync(TreeLog log, SignedCheckpoint? shown = null)
    {
        var start = await LogSequencer.StartAsync(log.Store, TestLogs.Signer, TreeLog.OpenGate(), shown, CancellationToken.None);
        (start.Sequencer is null).ShouldBe(start.Refusal != SequencerRefusal.None);
        start.Sequencer?.Dispose();
        return start.Refusal;
    }

    private static async Task<SequencerStart> StartAsync(TreeLog log, NoteSigner signer) =>
        await LogSequencer.StartAsync(log.Store, signer, TreeLog.OpenGate(), null, CancellationToken.None);
}
