using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class LogVerifierTests
{
    private static readonly LogVerifierOptions _options = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(70_000)]
    public async Task Log_AsWritten_IsVerified(int size)
    {
        var log = MemoryTiles.Of(size);

        var verification = await VerifyAsync(log);

        verification.Finding.ShouldBeNull();
        verification.State.Head.ShouldBe(log.Head);
    }

    [Fact]
    public async Task Entry_Altered_IsNamed()
    {
        foreach (var index in (int[])[0, 1, 255, 256, 511, 699])
        {
            var log = MemoryTiles.Of(700);
            Alter(log, index);

            (await VerifyAsync(log)).Finding.ShouldBe(
                new LogFinding(LogFindingKind.EntryDiffers, index, index, TileLayout.TileOf(0, index, 700).ToString()));
        }
    }

    [Fact]
    public async Task Entry_AnyBitFlipped_IsNamed()
    {
        var log = MemoryTiles.Of(300);
        var id = new BundleId(1, 44);
        var good = log.Bundles[id];
        var entrySize = good.Length / 44.0;
        foreach (var bytes in Mutations.FlippedBits(good))
        {
            log.Bundles[id] = bytes;

            var finding = (await VerifyAsync(log)).Finding.ShouldNotBeNull();

            finding.IsProven.ShouldBeTrue();
            finding.FirstEntry.ShouldBeInRange(256, 299);
        }

        entrySize.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task FirstOfTwoAlteredEntries_IsNamed()
    {
        var log = MemoryTiles.Of(700);
        Alter(log, 600);
        Alter(log, 400);

        (await VerifyAsync(log)).Finding!.FirstEntry.ShouldBe(400);
    }

    [Fact]
    public async Task TileAndEntry_AlteredAlike_AreNamedByTheTileAbove()
    {
        var log = MemoryTiles.Of(700);
        Alter(log, 300);
        Put(log.Tiles[new TileId(0, 1)], 300 - 256, EntryHash(log, 300));

        (await VerifyAsync(log)).Finding.ShouldBe(new LogFinding(LogFindingKind.TileDiffers, 256, 511, "tile/1/000.p/2"));
    }

    [Fact]
    public async Task EverythingButTheCheckpoint_Rewritten_IsFoundByTheRoot()
    {
        var rewritten = MemoryTiles.Of(700, i => i == 300 ? [9] : TestLogs.Entry(i));

        var verification = await new LogVerifier(rewritten, _options).VerifyAsync(MemoryTiles.Of(700).Head, LogVerifierState.Start, CancellationToken.None);

        verification.Finding.ShouldBe(new LogFinding(LogFindingKind.RootDiffers, 0, 699, "checkpoint"));
    }

    [Fact]
    public async Task Entries_Exchanged_AreFound()
    {
        var log = MemoryTiles.Of(20, i => [(byte)i]);
        var bundle = log.Bundles[new BundleId(0, 20)];
        (bundle[2 + (3 * 4)], bundle[2 + (3 * 9)]) = (bundle[2 + (3 * 9)], bundle[2 + (3 * 4)]);

        (await VerifyAsync(log)).Finding!.FirstEntry.ShouldBe(4);
    }

    [Fact]
    public async Task Bundle_Missing_IsNoProofOfAnything()
    {
        var log = MemoryTiles.Of(700);
        log.Bundles.Remove(new BundleId(1));

        var finding = (await VerifyAsync(log)).Finding;

        finding.ShouldBe(new LogFinding(LogFindingKind.BundleMissing, 256, 511, "tile/entries/001"));
        finding!.IsProven.ShouldBeFalse();
    }

    [Fact]
    public async Task Tile_Missing_IsNoProofOfAnything()
    {
        var log = MemoryTiles.Of(700);
        log.Tiles.Remove(new TileId(1, 0, 2));

        var finding = (await VerifyAsync(log)).Finding;

        finding.ShouldBe(new LogFinding(LogFindingKind.TileMissing, 0, 511, "tile/1/000.p/2"));
        finding!.IsProven.ShouldBeFalse();
    }

    [Fact]
    public async Task Bundle_CutOff_IsNamedWhereItEnds()
    {
        var log = MemoryTiles.Of(20, i => [(byte)i]);
        log.Bundles[new BundleId(0, 20)] = log.Bundles[new BundleId(0, 20)][..^4];

        (await VerifyAsync(log)).Finding.ShouldBe(new LogFinding(LogFindingKind.BundleMalformed, 18, 19, "tile/entries/000.p/20"));
    }

    [Fact]
    public async Task Bundle_WithBytesBehindItsEntries_IsMalformed()
    {
        var log = MemoryTiles.Of(256);
        log.Bundles[new BundleId(0)] = [.. log.Bundles[new BundleId(0)], 0];

        (await VerifyAsync(log)).Finding!.Kind.ShouldBe(LogFindingKind.BundleMalformed);
    }

    [Fact]
    public async Task Log_ThatHasGrownSince_IsVerifiedFromItsFullTiles()
    {
        // Of 200 entries then, the server now has 300, and has deleted what was partial.
        var then = MemoryTiles.Of(200).Head;
        var now = MemoryTiles.Of(300);

        (await new LogVerifier(now, _options).VerifyAsync(then, LogVerifierState.Start, CancellationToken.None)).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task Verification_GoesOnFromAnySize()
    {
        foreach (var then in (int[])[0, 1, 255, 256, 257, 300, 512, 699, 700])
        {
            var first = await VerifyAsync(MemoryTiles.Of(then));
            LogVerifierState.TryParse(first.State.ToBytes(), out var state).ShouldBeTrue();
            var log = MemoryTiles.Of(700);
            var seen = new List<long>();

            var verification = await new LogVerifier(log, _options with { Progress = new Recorder(seen) }).VerifyAsync(log.Head, state!, CancellationToken.None);

            verification.IsVerified.ShouldBeTrue();
            seen.ShouldBe(((long[])[256, 512, 700]).Where(count => count > then));
        }
    }

    [Fact]
    public async Task Verification_FromAStateOfAnotherHistory_IsFound()
    {
        var state = (await VerifyAsync(MemoryTiles.Of(300, i => [(byte)i, 7]))).State;
        var log = MemoryTiles.Of(700);

        (await new LogVerifier(log, _options).VerifyAsync(log.Head, state, CancellationToken.None)).IsVerified.ShouldBeFalse();
    }

    [Fact]
    public async Task Verification_OfALogThatBecameShorter_Refuses()
    {
        var state = (await VerifyAsync(MemoryTiles.Of(300))).State;

        var finding = (await new LogVerifier(MemoryTiles.Of(200), _options).VerifyAsync(MemoryTiles.Of(200).Head, state, CancellationToken.None)).Finding;

        finding!.Kind.ShouldBe(LogFindingKind.StateAhead);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(299)]
    public async Task Verification_OfABundleThatAStateStandsIn_ReadsWhatTheStateCovers(int index)
    {
        var state = (await VerifyAsync(MemoryTiles.Of(300))).State;
        var log = MemoryTiles.Of(310);
        Alter(log, index);

        (await new LogVerifier(log, _options).VerifyAsync(log.Head, state, CancellationToken.None)).Finding
            .ShouldBe(new LogFinding(LogFindingKind.EntryDiffers, index, index, "tile/0/001.p/44"));
    }

    [Fact]
    public async Task Verification_BrokenOff_GoesOnFromTheLastSavedState()
    {
        var log = MemoryTiles.Of(2000);
        LogVerifierState? saved = null;
        using var stop = new CancellationTokenSource();
        var breaking = _options with
        {
            SaveEvery = 512,
            SaveState = (state, _) =>
            {
                saved = state;
                if (state.Head.Size == 1024)
                {
                    stop.Cancel();
                }

                return ValueTask.CompletedTask;
            },
        };

        await Should.ThrowAsync<OperationCanceledException>(() => new LogVerifier(log, breaking).VerifyAsync(log.Head, LogVerifierState.Start, stop.Token).AsTask());

        saved!.Head.Size.ShouldBe(1024);
        (await new LogVerifier(log, _options).VerifyAsync(log.Head, saved, CancellationToken.None)).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task Finding_AfterASavedState_KeepsTheStateBefore()
    {
        var log = MemoryTiles.Of(2000);
        Alter(log, 1500);

        var verification = await new LogVerifier(log, _options with { SaveEvery = 512, SaveState = (_, _) => ValueTask.CompletedTask })
            .VerifyAsync(log.Head, LogVerifierState.Start, CancellationToken.None);

        verification.Finding!.FirstEntry.ShouldBe(1500);
        verification.State.Head.Size.ShouldBe(1024);
    }

    [Fact]
    public async Task Entry_OfAnotherForm_IsNamedWhenAsked()
    {
        var leaf = new AuditLeaf(1, MerkleHash.EmptyRoot).Encode();
        var log = MemoryTiles.Of(300, i => i == 290 ? [1, 2, 3] : leaf);

        (await VerifyAsync(log)).IsVerified.ShouldBeTrue();
        (await new LogVerifier(log, _options with { IsEntry = LogVerifierOptions.AuditLeaves }).VerifyAsync(log.Head, LogVerifierState.Start, CancellationToken.None))
            .Finding.ShouldBe(new LogFinding(LogFindingKind.EntryMalformed, 290, 290, "tile/entries/001.p/44"));
    }

    [Fact]
    public async Task State_Mutated_IsRefused()
    {
        var bytes = (await VerifyAsync(MemoryTiles.Of(300))).State.ToBytes();
        foreach (var mutated in Mutations.FlippedBits(bytes).Concat(Mutations.Fuzzed(bytes, 5_000)).Where(mutated => !mutated.SequenceEqual(bytes)))
        {
            LogVerifierState.TryParse(mutated, out _).ShouldBeFalse();
        }
    }

    private static ValueTask<LogVerification> VerifyAsync(MemoryTiles log) =>
        new LogVerifier(log, _options).VerifyAsync(log.Head, LogVerifierState.Start, CancellationToken.None);

    private static void Alter(MemoryTiles log, int index)
    {
        var (id, bytes) = log.Bundles.Single(bundle => bundle.Key.Index == index / 256);
        EntryBundle.TryDecode(bytes, id.Width, out var entries).ShouldBeTrue();
        ReadOnlyMemory<byte>[] altered = [.. entries];
        altered[index % 256] = new byte[] { 0xde, 0xad };
        log.Bundles[id] = EntryBundle.Encode(altered);
    }

    private static Digest EntryHash(MemoryTiles log, int index)
    {
        var (id, bytes) = log.Bundles.Single(bundle => bundle.Key.Index == index / 256);
        EntryBundle.TryDecode(bytes, id.Width, out var entries).ShouldBeTrue();
        return MerkleHash.Leaf(entries[index % 256].Span);
    }

    private static void Put(byte[] tile, int position, Digest hash) => hash.CopyTo(tile.AsSpan(position * 32));

    private sealed class Recorder(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }
}
