using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Copies;
using FedHub.Cli.Log.Sources;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Log.Index;

/// <summary>
/// The index that is kept beside an auditor's own copy. The file is never written to: a longer one takes its place by a rename, so that commands that run
/// at the same time are not in each other's way, and a crash leaves the one before.
/// </summary>
internal static class LogIndexFile
{
    private static readonly TimeSpan _abandonedAfter = TimeSpan.FromDays(1);

    // The other way of matching takes "index.db" itself for one.
    private static readonly EnumerationOptions _asWritten = new() { MatchType = MatchType.Simple };

    /// <summary>Opens the index of a copy, brought up to the copy.</summary>
    /// <exception cref="CliFailureException">The copy does not lead to its checkpoint, or a payload is not what its entry commits to.</exception>
    public static async Task<LogIndex> OpenAsync(LogCopy copy, ServedCheckpoint checkpoint, CliServices services, CancellationToken cancellationToken)
    {
        if (TryOpen(copy.IndexFile, checkpoint) is { } kept)
        {
            return kept;
        }

        using var log = copy.Open();
        try
        {
            await ReplaceAsync(copy.IndexFile, log, checkpoint, services, cancellationToken);
            if (TryOpen(copy.IndexFile, checkpoint) is { } made)
            {
                return made;
            }
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            services.Terminal.Say($"The index cannot be kept as {copy.IndexFile} and is made for this command alone: {exception.Message}");
        }

        return await LogIndex.OpenPrivateAsync(log, checkpoint, services, cancellationToken);
    }

    private static LogIndex? TryOpen(string file, ServedCheckpoint checkpoint)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var index = Open(file, SqliteOpenMode.ReadOnly);
        if (index is not null && LogIndexState.Read(index)?.IsOf(checkpoint.Signed.Checkpoint) == true)
        {
            return index;
        }

        index?.Dispose();
        return null;
    }

    private static async Task ReplaceAsync(string file, FolderLog log, ServedCheckpoint checkpoint, CliServices services, CancellationToken cancellationToken)
    {
        DeleteAbandoned(file, services.Time);
        var temporary = $"{file}.{Path.GetRandomFileName()}.tmp";
        try
        {
            if (!await TryExtendAsync(file, temporary, log, checkpoint, services, cancellationToken))
            {
                // There is none, or it is damaged or another log's: it holds nothing that cannot be made again.
                File.Delete(temporary);
                using var index = Open(temporary, SqliteOpenMode.ReadWriteCreate) ?? throw new IOException("The folder cannot be written to.");
                await LogIndexBuilder.CreateAsync(index, log, checkpoint, services, cancellationToken);
            }

            // What a killed command left there would be played into the new file.
            File.Delete(file + "-journal");
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
            File.Delete(temporary + "-journal");
        }
    }

    /// <summary>Goes on from the index that there is, in another file.</summary>
    private static async Task<bool> TryExtendAsync(
        string file, string temporary, FolderLog log, ServedCheckpoint checkpoint, CliServices services, CancellationToken cancellationToken)
    {
        // A link, which may lead nowhere, is replaced.
        if (new FileInfo(file) is not { Exists: true, LinkTarget: null })
        {
            return false;
        }

        // With the time of now: a copy keeps the old one, and another command would take it for abandoned.
        File.Copy(file, temporary);
        File.SetLastWriteTimeUtc(temporary, services.Time.GetUtcNow().UtcDateTime);
        using var index = Open(temporary, SqliteOpenMode.ReadWrite);
        return index is not null && LogIndexState.Read(index) is { } state && state.Range.Count < checkpoint.Head.Size
            && await LogIndexBuilder.TryExtendAsync(index, state, log, checkpoint, services, cancellationToken);
    }

    private static LogIndex? Open(string file, SqliteOpenMode mode)
    {
        var index = new LogIndex(new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString()));
        try
        {
            index.Connection.Open();
            return index;
        }
        catch (SqliteException)
        {
            index.Dispose();
            return null;
        }
    }

    /// <summary>A killed command leaves its file behind, and payloads should not lie about.</summary>
    private static void DeleteAbandoned(string file, TimeProvider time)
    {
        var before = time.GetUtcNow().UtcDateTime - _abandonedAfter;
        var (folder, pattern) = (Path.GetDirectoryName(file)!, Path.GetFileName(file) + ".*.tmp*");
        foreach (var abandoned in Directory.EnumerateFiles(folder, pattern, _asWritten).Where(name => File.GetLastWriteTimeUtc(name) < before))
        {
            File.Delete(abandoned);
        }
    }
}
