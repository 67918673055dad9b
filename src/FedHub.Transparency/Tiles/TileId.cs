using System.Runtime.InteropServices;
using System.Text;

namespace FedHub.Transparency;

/// <summary>
/// Names a tile of hashes, <c>tile/&lt;level&gt;/&lt;index&gt;[.p/&lt;width&gt;]</c>. Hash i of it is the root over the entries from
/// (256·index + i)·256^level to before (256·index + i + 1)·256^level.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TileId
{
    /// <summary>The highest level that a path may name.</summary>
    public const int MaxLevel = 63;

    private const string Prefix = "tile/";

    /// <summary>Names a tile.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such tile.</exception>
    public TileId(int level, long index, int width = TileLayout.FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, MaxLevel);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, TileLayout.FullWidth);
        Level = level;
        Index = index;
        Width = width;
    }

    /// <summary>0 for hashes of entries, 1 for roots of full tiles of level 0, and so on.</summary>
    public int Level { get; }

    /// <summary>Its place in its level, from 0.</summary>
    public long Index { get; }

    /// <summary>How many hashes are in it: 256, or fewer at the right edge.</summary>
    public int Width { get; }

    /// <summary>Whether it is narrower than 256 hashes, so that a wider one will take its place.</summary>
    public bool IsPartial => Width != TileLayout.FullWidth;

    /// <summary>The tile with all 256 hashes.</summary>
    public TileId Full => new(Level, Index);

    /// <summary>Reads a path; false for any text that <see cref="ToString"/> does not give.</summary>
    public static bool TryParse(string? path, out TileId tile)
    {
        tile = default;
        var rest = path.AsSpan();
        if (!rest.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest[Prefix.Length..];
        var slash = rest.IndexOf('/');
        if (slash < 0
            || !PlainNumber.TryParse(rest[..slash], out var level)
            || level > MaxLevel
            || !TileNumber.TryParse(rest[(slash + 1)..], out var index, out var width))
        {
            return false;
        }

        tile = new TileId((int)level, index, width);
        return true;
    }

    /// <summary>The path below the log's prefix.</summary>
    public override string ToString()
    {
        var path = new StringBuilder(Prefix).Append(PlainNumber.Format(Level)).Append('/');
        TileNumber.Append(path, Index, Width);
        return path.ToString();
    }
}
