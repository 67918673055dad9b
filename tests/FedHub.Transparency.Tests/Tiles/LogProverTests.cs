namespace FedHub.Transparency.Tests;

public sealed class LogProverTests
{
    [Fact]
    public async Task Inclusion_FromTiles_IsTheProofOfTheDefinition()
    {
        foreach (var size in (int[])[1, 2, 3, 100, 255, 256, 257, 511, 513, 700])
        {
            var leaves = NaiveMerkle.Leaves(size);
            var prover = new LogProver(MemoryTiles.Of(size), size);
            foreach (var index in Enumerable.Range(0, size).Where(i => i % 37 == 0 || i > size - 4))
            {
                (await prover.ProveInclusionAsync(index, size, CancellationToken.None)).ShouldNotBeNull()
                    .ShouldBe(NaiveMerkle.Inclusion(index, leaves));
            }
        }
    }

    [Fact]
    public async Task Consistency_FromTiles_IsTheProofOfTheDefinition()
    {
        foreach (var size in (int[])[1, 2, 3, 100, 255, 256, 257, 511, 513, 700])
        {
            var leaves = NaiveMerkle.Leaves(size);
            var prover = new LogProver(MemoryTiles.Of(size), size);
            foreach (var old in Enumerable.Range(1, size).Where(i => i % 41 == 0 || i < 4 || i > size - 4 || i is 255 or 256 or 257))
            {
                (await prover.ProveConsistencyAsync(old, size, CancellationToken.None)).ShouldNotBeNull()
                    .ShouldBe(NaiveMerkle.Consistency(old, leaves));
            }
        }
    }

    [Fact]
    public async Task Proofs_ForAnOlderSize_AreMadeFromTheTilesOfTheNewerOne()
    {
        var tiles = MemoryTiles.Of(70_000);
        var prover = new LogProver(tiles, tiles.Head.Size);
        foreach (var size in (long[])[1, 255, 256, 300, 65_535, 65_536, 65_537, 69_999])
        {
            var head = new TreeHead(size, (await prover.RootAsync(size, CancellationToken.None)).ShouldNotBeNull());
            var path = await prover.ProveConsistencyAsync(size, 70_000, CancellationToken.None);
            MerkleProof.VerifyConsistency(head, tiles.Head, path!.Value.AsSpan()).ShouldBeTrue();
            var inclusion = await prover.ProveInclusionAsync(size - 1, size, CancellationToken.None);
            MerkleProof.VerifyInclusion(size - 1, MerkleHash.Leaf(TestLogs.Entry((int)size - 1)), inclusion!.Value.AsSpan(), head).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Root_OfNothing_IsTheEmptyRoot() =>
        (await new LogProver(MemoryTiles.Of(0), 0).RootAsync(0, CancellationToken.None)).ShouldBe(MerkleHash.EmptyRoot);

    [Fact]
    public async Task Proof_WithATileMissing_IsNone()
    {
        var tiles = MemoryTiles.Of(700);
        tiles.Tiles.Remove(new TileId(0, 1)).ShouldBeTrue();
        var prover = new LogProver(tiles, tiles.Head.Size);

        (await prover.ProveInclusionAsync(300, 700, CancellationToken.None)).ShouldBeNull();
        (await prover.ProveInclusionAsync(600, 700, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Proof_WithATileOfTheWrongLength_IsNone()
    {
        var tiles = MemoryTiles.Of(300);
        tiles.Tiles[new TileId(0, 0)] = tiles.Tiles[new TileId(0, 0)][1..];

        (await new LogProver(tiles, tiles.Head.Size).ProveInclusionAsync(7, 300, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Tile_ThatHasFilledUpSince_IsReadInPlaceOfThePartialOne()
    {
        // A server may delete partial tiles once the full one is there.
        var proof = await new LogProver(MemoryTiles.Of(512), 200).ProveInclusionAsync(30, 200, CancellationToken.None);

        proof.ShouldNotBeNull().ShouldBe(NaiveMerkle.Inclusion(30, NaiveMerkle.Leaves(200)));
    }

    [Fact]
    public void Proof_BeyondWhatThereIs_Throws()
    {
        var prover = new LogProver(MemoryTiles.Of(5), 5);

        Should.Throw<ArgumentOutOfRangeException>(() => prover.ProveInclusionAsync(0, 6, CancellationToken.None).AsTask());
        Should.Throw<ArgumentOutOfRangeException>(() => prover.ProveInclusionAsync(5, 5, CancellationToken.None).AsTask());
        Should.Throw<ArgumentOutOfRangeException>(() => prover.ProveConsistencyAsync(5, 4, CancellationToken.None).AsTask());
    }
}
