using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Sources;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Index;

/// <summary>Fills an index. Every entry that gets in is hashed, and the tree over all of them has to be the one that was signed.</summary>
internal static class LogIndexBuilder
{
    /// <summary>Fills an empty database.</summary>
    /// <exception cref="CliFailureException">The log does not lead to its checkpoint, or a payload is not what its entry commits to.</exception>
    public static async Task CreateAsync(LogIndex index, IPublishedLog log, ServedCheckpoint checkpoint, CliServices services, CancellationToken cancellationToken)
    {
        using (var create = index.Command(FormattableString.Invariant($"PRAGMA user_version = {LogIndexSchema.Version};") + LogIndexSchema.Sql))
        {
            create.ExecuteNonQuery();
        }

        var state = new LogIndexState(checkpoint.Signed.Checkpoint.Origin, new CompactRange());
        if (!await TryExtendAsync(index, state, log, checkpoint, services, cancellationToken))
        {
            throw new CliFailureException(
                ExitCode.VerificationFailed,
                "The log's entries do not lead to its signed checkpoint",
                "What is in its files is not what was signed, so nothing that they say counts.",
                "Run fedhub log verify on the folder, which names the entry; fetch anew into another folder.");
        }
    }

    /// <summary>Adds the entries that an index lacks, all or none.</summary>
    /// <returns>False when what it has, with them, is not the tree that was signed.</returns>
    /// <exception cref="CliFailureException">A payload is not what its entry commits to, or something cannot be read.</exception>
    public static async Task<bool> TryExtendAsync(
        LogIndex index, LogIndexState state, IPublishedLog log, ServedCheckpoint checkpoint, CliServices services, CancellationToken cancellationToken)
    {
        var (range, size) = (state.Range, checkpoint.Head.Size);
        var progress = new LogProgress(services.Terminal, services.Time, range.Count, size, "indexed");
        using var transaction = index.Connection.BeginTransaction();
        while (range.Count < size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (opened, finding) = await OpenedBundle.ReadAsync(log, TileLayout.BundleOf(range.Count, size), cancellationToken);
            if (opened is null)
            {
                throw new CliFailureException(
                    finding!.IsProven ? ExitCode.VerificationFailed : ExitCode.Unreachable, "The copy cannot be indexed", finding.Text, "Run fedhub log verify on the copy, or fetch anew into another folder.");
            }

            var held = range.Count;
            foreach (var entry in opened.Entries.Where(entry => entry.Index >= held))
            {
                LogIndexWriter.Insert(index, entry);
                range.Append(entry.Leaf.Hash());
            }

            progress.Report(range.Count);
        }

        if (!state.IsOf(checkpoint.Signed.Checkpoint))
        {
            return false;
        }

        state.Write(index);
        transaction.Commit();
        return true;
    }
}
