using FedHub.Cryptography;
using FedHub.Transparency.Sqlite;

namespace FedHub.Transparency.Tests;

public sealed class SqliteWitnessStoreTests : IAsyncLifetime
{
    private static readonly Digest[] _leaves = NaiveMerkle.Leaves(20);

    private TreeLog _log = null!;

    private SqliteWitnessStore Store => new(_log.Database, KeyName.Parse(TestLogs.Origin));

    public async Task InitializeAsync() => _log = await TreeLog.CreateAsync();

    public async Task DisposeAsync() => await _log.DisposeAsync();

    [Fact]
    public async Task State_NeverSaved_IsEmpty() => (await Store.LoadAsync(CancellationToken.None)).Latest.ShouldBeNull();

    [Fact]
    public async Task State_Saved_IsLoadedAgain()
    {
        foreach (var size in (int[])[5, 9, 7])
        {
            await Store.SaveAsync(At(size), CancellationToken.None);
        }

        var state = await Store.LoadAsync(CancellationToken.None);

        state.Verified.ShouldBe([At(5), At(7), At(9)]);
        state.Fork.ShouldBeNull();
    }

    [Fact]
    public async Task Fork_Saved_StaysAsItWasFirst()
    {
        var first = new ForkEvidence(At(9), TestLogs.Checkpoint(TestLogs.ForkedLeaves(9, 3)), NaiveMerkle.Root(TestLogs.ForkedLeaves(9, 3)), []);
        var second = new ForkEvidence(At(5), TestLogs.Checkpoint(TestLogs.ForkedLeaves(5, 3)), NaiveMerkle.Root(TestLogs.ForkedLeaves(5, 3)), []);
        await Store.SaveForkAsync(first, CancellationToken.None);
        await Store.SaveForkAsync(second, CancellationToken.None);

        (await Store.LoadAsync(CancellationToken.None)).Fork!.ToBytes().ShouldBe(first.ToBytes());
    }

    [Fact]
    public async Task State_OfAnotherLog_IsApart()
    {
        await Store.SaveAsync(At(5), CancellationToken.None);

        (await new SqliteWitnessStore(_log.Database, KeyName.Parse("other.example")).LoadAsync(CancellationToken.None)).Latest.ShouldBeNull();
    }

    [Fact]
    public async Task State_BeyondTheWindow_IsTrimmed()
    {
        var checkpoint = At(20);
        await Task.WhenAll(Enumerable.Range(1, 1030).Select(size =>
            Store.SaveAsync(checkpoint with { Checkpoint = new Checkpoint(TestLogs.Origin, new TreeHead(size, checkpoint.Head.Root)) }, CancellationToken.None).AsTask()));

        (await _log.ExecuteAsync("SELECT count(*) || ' ' || min(size) FROM witness_checkpoint")).ShouldBe("1024 7");
    }

    [Fact]
    public async Task Witness_OverTheStore_GoesOnAfterARestart()
    {
        using (var witness = await OpenAsync())
        {
            (await witness.ConsiderAsync(At(5), null, CancellationToken.None)).Cosignature.ShouldNotBeNull();
        }

        using var restarted = await OpenAsync();

        (await restarted.ConsiderAsync(At(9), null, CancellationToken.None)).Decision.Outcome.ShouldBe(WitnessOutcome.NeedProof);
        (await restarted.ConsiderAsync(TestLogs.Checkpoint(TestLogs.ForkedLeaves(5, 3)), null, CancellationToken.None)).Decision.Outcome.ShouldBe(WitnessOutcome.Forked);
        using var stopped = await OpenAsync();
        (await stopped.ConsiderAsync(At(5), null, CancellationToken.None)).Decision.Outcome.ShouldBe(WitnessOutcome.Forked);
    }

    [Fact]
    public async Task State_Damaged_IsNotTakenForAnEmptyOne()
    {
        await Store.SaveAsync(At(5), CancellationToken.None);
        await _log.ExecuteAsync("UPDATE witness_checkpoint SET note = X'00'");

        await Should.ThrowAsync<InvalidDataException>(() => Store.LoadAsync(CancellationToken.None).AsTask());
    }

    private static SignedCheckpoint At(int size) => TestLogs.Checkpoint(_leaves.AsSpan(0, size));

    private async Task<LogWitness> OpenAsync() => await LogWitness.OpenAsync(
        TestLogs.Signer.VerificationKey, TestLogs.Witness, Store, TimeProvider.System, CancellationToken.None);
}
