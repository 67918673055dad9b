namespace FedHub.Transparency.Tests;

/// <summary>The path table of C2SP tlog-tiles.</summary>
public sealed class TilePathTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 0, 1, "tile/0/000.p/1")]
    [InlineData(0, 0, 255, "tile/0/000.p/255")]
    [InlineData(1, 0, 17, "tile/1/000.p/17")]
    [InlineData(0, 273, 112, "tile/0/273.p/112")]
    [InlineData(0, 999, 256, "tile/0/999")]
    [InlineData(0, 1000, 256, "tile/0/x001/000")]
    [InlineData(3, 1234067, 256, "tile/3/x001/x234/067")]
    [InlineData(15, 1234067, 8, "tile/15/x001/x234/067.p/8")]
    [InlineData(63, 1000000000, 256, "tile/63/x001/x000/x000/000")]
    [InlineData(0, long.MaxValue, 256, "tile/0/x009/x223/x372/x036/x854/x775/807")]
    public void Tile_Path_IsTheSpecifiedOneAndReadsBack(int level, long index, int width, string path)
    {
        var tile = new TileId(level, index, width);

        tile.ToString().ShouldBe(path);
        TileId.TryParse(path, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(tile);
    }

    [Theory]
    [InlineData(0, 256, "tile/entries/000")]
    [InlineData(0, 1, "tile/entries/000.p/1")]
    [InlineData(1234067, 256, "tile/entries/x001/x234/067")]
    [InlineData(273, 112, "tile/entries/273.p/112")]
    public void Bundle_Path_IsTheSpecifiedOneAndReadsBack(long index, int width, string path)
    {
        var bundle = new BundleId(index, width);

        bundle.ToString().ShouldBe(path);
        BundleId.TryParse(path, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(bundle);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("tile")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/00")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/x001/x002")]
    [InlineData("tile/0/001/002")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/x01/002")]
    [InlineData("tile/0/000/")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/1/2")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/0/x001/x000/x000/x000/x000/x000/x000/000")]
    [InlineData("tile/0/٠٠٠")]
    [InlineData("tile/8/0/000")]
    public void Tile_OfAnyOtherPath_IsNone(string? path) => TileId.TryParse(path, out _).ShouldBeFalse();

    [Theory]
    [InlineData("tile/entries/")]
    [InlineData("tile/entries/00")]
    [InlineData("tile/entries/000.p/256")]
    [InlineData("tile/0/000")]
    [InlineData("entries/000")]
    [InlineData(null)]
    public void Bundle_OfAnyOtherPath_IsNone(string? path) => BundleId.TryParse(path, out _).ShouldBeFalse();

    [Fact]
    public void Path_Mutated_IsRefusedOrReadsBackAsItself()
    {
        foreach (var bytes in Mutations.Fuzzed("tile/3/x001/x234/067.p/12"u8.ToArray(), 20_000))
        {
            var path = System.Text.Encoding.Latin1.GetString(bytes);
            if (TileId.TryParse(path, out var tile))
            {
                tile.ToString().ShouldBe(path);
            }
        }
    }
}
