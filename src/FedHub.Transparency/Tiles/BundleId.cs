using System.Runtime.InteropServices;
using System.Text;

namespace FedHub.Transparency;

/// <summary>Names a bundle of entries, <c>tile/entries/&lt;index&gt;[.p/&lt;width&gt;]</c>: those whose hashes are in the tile of level 0 with this index.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BundleId
{
    private const string Prefix = "tile/entries/";

    /// <summary>Names a bundle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such bundle.</exception>
    public BundleId(long index, int width = TileLayout.FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, TileLayout.FullWidth);
        Index = index;
        Width = width;
    }

    /// <summary>Its place, from 0; its first entry is 256 times this.</summary>
    public long Index { get; }

    /// <summary>How many entries are in it: 256, or fewer at the right edge.</summary>
    public int Width { get; }

    /// <summary>Whether it is narrower than 256 entries.</summary>
    public bool IsPartial => Width != TileLayout.FullWidth;

    /// <summary>The bundle with all 256 entries.</summary>
    public BundleId Full => new(Index);

    /// <summary>The tile with the hashes of these entries.</summary>
    public TileId Hashes => new(0, Index, Width);

    /// <summary>Reads a path; false for any text that <see cref="ToString"/> does not give.</summary>
    public static bool TryParse(string? path, out BundleId bundle)
    {
        bundle = default;
        if (path is null
            || !path.StartsWith(Prefix, StringComparison.Ordinal)
            || !TileNumber.TryParse(path.AsSpan(Prefix.Length), out var index, out var width))
        {
            return false;
        }

        bundle = new BundleId(index, width);
        return true;
    }

    /// <summary>The path below the log's prefix.</summary>
    public override string ToString()
    {
        var path = new StringBuilder(Prefix);
        TileNumber.Append(path, Index, Width);
        return path.ToString();
    }
}
