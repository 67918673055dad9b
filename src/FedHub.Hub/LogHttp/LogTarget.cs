using System.Runtime.InteropServices;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>A request's target, exactly as it came: percent signs, queries and doubled slashes name nothing.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Tile">With <see cref="LogTargetKind.Tile"/>.</param>
/// <param name="Bundle">With <see cref="LogTargetKind.Entries"/> and <see cref="LogTargetKind.Openings"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogTarget(LogTargetKind Kind, TileId Tile, BundleId Bundle)
{
    private const int MaxLength = 128;

    internal static LogTarget Of(string rawTarget)
    {
        if (rawTarget.Length is 0 or > MaxLength || rawTarget[0] != '/')
        {
            return default;
        }

        var path = rawTarget[1..];
        if (string.Equals(path, "checkpoint", StringComparison.Ordinal))
        {
            return new LogTarget(LogTargetKind.Checkpoint, default, default);
        }

        if (BundleId.TryParse(path, out var bundle))
        {
            return new LogTarget(LogTargetKind.Entries, default, bundle);
        }

        if (TileId.TryParse(path, out var tile))
        {
            return new LogTarget(LogTargetKind.Tile, tile, default);
        }

        if (OpeningsPath.TryParse(path, out bundle))
        {
            return new LogTarget(LogTargetKind.Openings, default, bundle);
        }

        return path.StartsWith("tile/", StringComparison.Ordinal) || path.StartsWith("openings/", StringComparison.Ordinal)
            ? new LogTarget(LogTargetKind.Malformed, default, default)
            : default;
    }

    /// <summary>The path, for those that name something.</summary>
    internal string Path => Kind switch
    {
        LogTargetKind.Checkpoint => "/checkpoint",
        LogTargetKind.Tile => "/" + Tile,
        LogTargetKind.Entries => "/" + Bundle,
        LogTargetKind.Openings => "/" + OpeningsPath.Of(Bundle),
        _ => "",
    };
}
