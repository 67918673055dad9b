namespace FedHub.Transparency.Tests;

public sealed class TileLayoutTests
{
    [Fact]
    public void Tiles_OfSeventyThousandEntries_AreThoseOfTheSpecification()
    {
        var tiles = TileLayout.Tiles(70_000).ToArray();

        tiles.Count(tile => tile is { Level: 0, IsPartial: false }).ShouldBe(273);
        tiles.Single(tile => tile is { Level: 0, IsPartial: true }).ToString().ShouldBe("tile/0/273.p/112");
        tiles.Count(tile => tile is { Level: 1, IsPartial: false }).ShouldBe(1);
        tiles.Single(tile => tile is { Level: 1, IsPartial: true }).ToString().ShouldBe("tile/1/001.p/17");
        tiles.Single(tile => tile.Level == 2).ToString().ShouldBe("tile/2/000.p/1");
        tiles.Length.ShouldBe(277);
        TileLayout.Bundles(70_000).Last().ToString().ShouldBe("tile/entries/273.p/112");
    }

    [Fact]
    public void Tiles_OfOneFullTile_HaveItsRootAboveAndNothingEmpty()
    {
        TileLayout.Tiles(256).Select(tile => tile.ToString()).ShouldBe(["tile/0/000", "tile/1/000.p/1"]);
        TileLayout.Bundles(256).Select(bundle => bundle.ToString()).ShouldBe(["tile/entries/000"]);
    }

    [Theory]
    [InlineData(0, new string[0])]
    [InlineData(1, new[] { "tile/0/000.p/1" })]
    [InlineData(255, new[] { "tile/0/000.p/255" })]
    [InlineData(256, new[] { "tile/1/000.p/1" })]
    [InlineData(257, new[] { "tile/0/001.p/1", "tile/1/000.p/1" })]
    [InlineData(65_536, new[] { "tile/2/000.p/1" })]
    [InlineData(65_535, new[] { "tile/0/255.p/255", "tile/1/000.p/255" })]
    public void RightEdge_IsThePartialTileOfEachLevelThatHasOne(long size, string[] expected) =>
        TileLayout.RightEdge(size).Select(tile => tile.ToString()).ShouldBe(expected);

    [Fact]
    public void RightEdge_OfTheLargestSize_HasEightLevels()
    {
        TileLayout.RightEdge(long.MaxValue).Count().ShouldBe(8);
        TileLayout.HashCount(8, long.MaxValue).ShouldBe(0);
    }

    [Fact]
    public void TileOf_BeyondTheSize_Throws()
    {
        TileLayout.TileOf(0, 69_999, 70_000).Width.ShouldBe(112);
        Should.Throw<ArgumentOutOfRangeException>(() => TileLayout.TileOf(0, 70_000, 70_000));
        Should.Throw<ArgumentOutOfRangeException>(() => TileLayout.TileOf(1, 273, 70_000));
        Should.Throw<ArgumentOutOfRangeException>(() => TileLayout.BundleOf(-1, 70_000));
    }
}
