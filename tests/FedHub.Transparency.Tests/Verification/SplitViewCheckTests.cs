namespace FedHub.Transparency.Tests;

/// <summary>A log that shows two members two histories: whoever holds one checkpoint and reads the other's tiles has the evidence.</summary>
public sealed class SplitViewCheckTests
{
    private const int Size = 300;
    private static readonly byte[] _other = [0xff, 0xff];

    [Fact]
    public async Task ServedLog_OfTheSameHistory_IsConsistentFromEverySize()
    {
        var log = MemoryTiles.Of(Size);
        var leaves = NaiveMerkle.Leaves(Size);
        foreach (var size in Sizes())
        {
            var verdict = await CompareAsync(log, TestLogs.Checkpoint(leaves.AsSpan(0, size)));

            verdict.ShouldBe(new SplitViewVerdict(SplitViewOutcome.Consistent, null));
        }
    }

    [Fact]
    public async Task ServedLog_OfAnotherHistory_IsProvenForkedFromEverySizeBehindTheFork()
    {
        var leaves = NaiveMerkle.Leaves(Size);
        foreach (var fork in (int[])[0, 1, 3, 100, 255, 256])
        {
            var log = MemoryTiles.Of(Size, i => i == fork ? _other : TestLogs.Entry(i));
            foreach (var size in Sizes())
            {
                var kept = TestLogs.Checkpoint(leaves.AsSpan(0, size));

                var verdict = await CompareAsync(log, kept);

                verdict.Outcome.ShouldBe(size > fork ? SplitViewOutcome.Forked : SplitViewOutcome.Consistent);
                if (verdict.Evidence is { } evidence)
                {
                    ForkEvidence.TryParse(evidence.ToBytes(), out var read).ShouldBeTrue();
                    read!.Proves(TestLogs.Signer.VerificationKey).ShouldBeTrue();
                    read.First.ShouldBe(kept);
                }
            }
        }
    }

    [Fact]
    public async Task ServedLog_WithTilesAltered_ProvesNothing()
    {
        var kept = TestLogs.Checkpoint(NaiveMerkle.Leaves(200));
        foreach (var tile in TileLayout.Tiles(Size))
        {
            var log = MemoryTiles.Of(Size);
            log.Tiles[tile][7] ^= 1;
            (await CompareAsync(log, kept)).Outcome.ShouldBeOneOf(SplitViewOutcome.CouldNotCheck, SplitViewOutcome.Consistent);

            log.Tiles.Remove(tile);
            (await CompareAsync(log, kept)).Outcome.ShouldBeOneOf(SplitViewOutcome.CouldNotCheck, SplitViewOutcome.Consistent);
        }
    }

    [Fact]
    public async Task OlderCheckpoint_ThatIsLarger_IsTheCallersMistake()
    {
        var log = MemoryTiles.Of(5);

        await Should.ThrowAsync<ArgumentException>(() => CompareAsync(log, TestLogs.Checkpoint(NaiveMerkle.Leaves(6))).AsTask());
    }

    private static IEnumerable<int> Sizes() => [1, 2, 3, 4, 5, 64, 100, 101, 128, 255, 256, 257, 299, 300];

    private static ValueTask<SplitViewVerdict> CompareAsync(MemoryTiles log, SignedCheckpoint kept) =>
        SplitViewCheck.CompareAsync(log, kept, TestLogs.Checkpoint(log.Head), CancellationToken.None);
}
