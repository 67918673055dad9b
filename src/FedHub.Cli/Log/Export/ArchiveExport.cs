using System.Formats.Tar;
using System.Text;
using FedHub.Cli.Log.Sources;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Export;

/// <summary>
/// The archive: a tar file (ustar) with the log's files under the names that it is served by: first what it is, then checkpoint, hash tiles, entries and
/// openings, each in order; no owners, no times. The same log and the same openings give the same bytes.
/// </summary>
internal static class ArchiveExport
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static async Task<long> WriteAsync(IPublishedLog log, long size, Stream stream, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
        await AddAsync(tar, ArchiveLog.TitleFile, Encoding.ASCII.GetBytes(ArchiveLog.Title), cancellationToken);
        await AddAsync(tar, "checkpoint", Require(await log.ReadCheckpointAsync(cancellationToken)), cancellationToken);
        foreach (var id in TileLayout.Tiles(size))
        {
            // Of the width that the size makes, though the copy may hold the full one: what the archive holds depends on the log alone.
            await AddAsync(tar, id.ToString(), Require((await log.FindTileAsync(id, cancellationToken))?.Hashes), cancellationToken);
        }

        foreach (var id in TileLayout.Bundles(size))
        {
            await AddAsync(tar, id.ToString(), EntryBundle.Prefix(Require(await log.FindBundleAsync(id, cancellationToken)), id.Width), cancellationToken);
        }

        foreach (var id in TileLayout.Bundles(size))
        {
            if (await log.ReadOpeningsAsync(id, cancellationToken) is { } openings)
            {
                await AddAsync(tar, OpeningsPath.Of(id), openings, cancellationToken);
            }
        }

        return size;
    }

    private static async Task AddAsync(TarWriter tar, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes.ToArray(), writable: false);
        await tar.WriteEntryAsync(
            new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = Mode, ModificationTime = DateTimeOffset.UnixEpoch }, cancellationToken);
    }

    private static ReadOnlyMemory<byte> Require(ReadOnlyMemory<byte>? bytes) => bytes ?? throw new CliFailureException(
        ExitCode.Unreachable, "The copy changed while it was exported", "A file that was verified a moment ago is missing.", "Let nobody else write to the copy, and try again.");
}
