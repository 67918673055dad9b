using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Transparency.Tests;

public sealed class TileBuilderTests
{
    [Fact]
    public void Root_AtEverySize_IsThatOfTheDefinition()
    {
        var leaves = NaiveMerkle.Leaves(600);
        var builder = new TileBuilder();
        for (var size = 0; size <= leaves.Length; size++)
        {
            if (size % 7 == 0 || size is 255 or 256 or 257 or 511 or 512 or 513)
            {
                builder.Root().ShouldBe(NaiveMerkle.Root(leaves.AsSpan(0, size)));
            }

            if (size < leaves.Length)
            {
                builder.Append(leaves[size]);
            }
        }
    }

    [Fact]
    public void Root_AgreesWithTheCompactRangeAcrossThreeLevels()
    {
        var builder = new TileBuilder();
        var range = new CompactRange();
        for (var i = 0; i < 66_000; i++)
        {
            if (i is 65_535 or 65_536 or 65_537 or 65_791 or 65_792 or 65_793)
            {
                builder.Root().ShouldBe(range.Root());
            }

            var leaf = MerkleHash.Leaf(TestLogs.Entry(i));
            builder.Append(leaf);
            range.Append(leaf);
        }

        builder.Root().ShouldBe(range.Root());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(70_000)]
    public void Tiles_TakenAndPartial_AreThoseOfTheLayout(int size)
    {
        var tiles = MemoryTiles.Of(size).Tiles;

        tiles.Keys.ShouldBe(TileLayout.Tiles(size), ignoreOrder: true);
        tiles.ShouldAllBe(tile => tile.Value.Length == tile.Key.Width * 32);
    }

    [Fact]
    public void Tile_OfEachLevel_HoldsTheRootsOfTheSpecifiedRanges()
    {
        var leaves = NaiveMerkle.Leaves(1000);
        var tiles = MemoryTiles.Of(1000);

        var above = new Tile(new TileId(1, 0, 3), tiles.Tiles[new TileId(1, 0, 3)]);
        for (var i = 0; i < 3; i++)
        {
            above[i].ShouldBe(NaiveMerkle.Root(leaves.AsSpan(i * 256, 256)));
        }

        var last = new Tile(new TileId(0, 3, 232), tiles.Tiles[new TileId(0, 3, 232)]);
        last[231].ShouldBe(leaves[999]);
    }

    [Fact]
    public void Builder_RestoredAnywhere_GoesOnAsBefore() =>
        Prop.ForAll(Gen.Choose(0, 700).Two().ToArbitrary(), sizes =>
        {
            var leaves = NaiveMerkle.Leaves(sizes.Item1 + sizes.Item2);
            var builder = new TileBuilder();
            foreach (var leaf in leaves.AsSpan(0, sizes.Item1))
            {
                builder.Append(leaf);
            }

            TileBuilder.TryRestore(builder.Count, [.. builder.Partials()], out var restored).ShouldBeTrue();
            foreach (var leaf in leaves.AsSpan(sizes.Item1))
            {
                restored!.Append(leaf);
            }

            return restored!.Root() == NaiveMerkle.Root(leaves) && restored.Count == leaves.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Builder_RestoredWithoutATile_IsRefused()
    {
        var builder = new TileBuilder();
        foreach (var leaf in NaiveMerkle.Leaves(300))
        {
            builder.Append(leaf);
        }

        var partials = builder.Partials();
        partials.Count.ShouldBe(2);
        TileBuilder.TryRestore(300, [partials[0]], out _).ShouldBeFalse();
        TileBuilder.TryRestore(301, [.. partials], out _).ShouldBeFalse();
        TileBuilder.TryRestore(300, [partials[0] with { Hashes = partials[0].Hashes[1..] }, partials[1]], out _).ShouldBeFalse();
        TileBuilder.TryRestore(-1, [], out _).ShouldBeFalse();
    }
}
