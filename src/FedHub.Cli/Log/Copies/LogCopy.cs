using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Sources;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Copies;

/// <summary>
/// An auditor's own copy of a log, verified as it is fetched: tiles, entries and the openings that this auditor may read, in the names of the log's HTTP
/// interface. The checkpoint is written last: what it names is there and verified.
/// </summary>
internal sealed class LogCopy(string folder)
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>The index for searching; made and extended when somebody searches.</summary>
    public string IndexFile => Path.Combine(_folder, "index.db");

    private string StateFile => Path.Combine(_folder, "verified.state");

    private string CheckpointFile => Path.Combine(_folder, "checkpoint");

    /// <summary>The copy as a log.</summary>
    public FolderLog Open() => new(_folder);

    /// <summary>The checkpoint that the copy leads to, accepted by the policy.</summary>
    /// <exception cref="CliFailureException">There is no copy, or the policy does not accept it.</exception>
    public async Task<ServedCheckpoint> ReadCheckpointAsync(TrustPolicy policy, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!File.Exists(CheckpointFile))
        {
            throw CliFailureException.Usage("There is no copy of a log in " + folder, "Make it with fedhub log fetch.");
        }

        using var log = Open();
        return await ServedCheckpoint.ReadAsync(log, policy, time, cancellationToken);
    }

    /// <summary>Fetches what is new, and verifies it before it counts.</summary>
    public async Task<LogCheck> UpdateAsync(IPublishedLog from, TrustPolicy policy, CliServices services, CancellationToken cancellationToken)
    {
        var served = await ServedCheckpoint.ReadAsync(from, policy, services.Time, cancellationToken);
        var state = ReadState();
        RequireContinuation(served, state.Head);
        DurableDirectory.Create(_folder);
        var copying = new CopyingSource(from, _folder);
        var verifier = new LogVerifier(copying, new LogVerifierOptions
        {
            IsEntry = LogVerifierOptions.AuditLeaves,
            Progress = new LogProgress(services.Terminal, services.Time, state.Head.Size, served.Head.Size, "fetched and verified"),
        });
        var verification = await verifier.VerifyAsync(served.Head, state, cancellationToken);
        if (!verification.IsVerified)
        {
            return new LogCheck(served, verification, null, null);
        }

        var (count, finding) = await FetchOpeningsAsync(from, copying, state.Head.Size, served.Head.Size, cancellationToken);
        if (finding is null)
        {
            // A crash between the two leaves an older state, from which the next run verifies again what the checkpoint names already.
            DurableFile.TryWrite(CheckpointFile, served.Signed.ToBytes(), overwrite: true);
            DurableFile.TryWrite(StateFile, verification.State.ToBytes(), overwrite: true);
        }

        return new LogCheck(served, verification, count, finding);
    }

    private static void RequireContinuation(ServedCheckpoint served, TreeHead held)
    {
        if (served.Head.Size < held.Size)
        {
            throw new CliFailureException(
                ExitCode.Unreachable,
                FormattableString.Invariant($"The log shows {served.Head.Size} entries, and the copy has {held.Size}"),
                "What was verified once does not go away: this is a stale source, a restored backup, or another log.",
                "Run fedhub log monitor against it, which writes evidence if the log signed two histories.");
        }
    }

    private async Task<(OpeningsCount Count, OpeningFinding? Finding)> FetchOpeningsAsync(
        IPublishedLog from, CopyingSource copying, long heldSize, long size, CancellationToken cancellationToken)
    {
        var count = default(OpeningsCount);
        using var copy = Open();
        for (var index = heldSize / TileLayout.FullWidth; index * TileLayout.FullWidth < size; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bundle = TileLayout.BundleOf(index * TileLayout.FullWidth, size);
            var bytes = await from.ReadOpeningsAsync(bundle, cancellationToken);
            if (bytes is null && !copy.HasOpenings)
            {
                // A log of which only the tree is served, as a public mirror's: a copy without payloads is one, too.
                return (count, null);
            }

            var (opened, finding) = await OpenedBundle.ReadAsync(copy, bundle, bytes, cancellationToken);
            if (opened is null)
            {
                return (count, finding);
            }

            copying.KeepOpenings(bundle, bytes!.Value);
            DeleteNarrower(bundle);
            count = OpeningsCheck.Add(count, opened.Entries.Where(entry => entry.Index >= heldSize));
        }

        return (count, null);
    }

    /// <summary>Openings of the same bundle when it was narrower: payloads should not lie about twice.</summary>
    private void DeleteNarrower(BundleId bundle)
    {
        var full = new FileInfo(Path.Combine(_folder, OpeningsPath.Of(bundle.Full)));
        var partials = new DirectoryInfo(full.FullName + ".p");
        if (!partials.Exists)
        {
            return;
        }

        foreach (var file in partials.EnumerateFiles().Where(file => !(bundle.IsPartial && file.Name == bundle.Width.ToString(System.Globalization.CultureInfo.InvariantCulture))))
        {
            file.Delete();
        }
    }

    private LogVerifierState ReadState()
    {
        if (!File.Exists(StateFile))
        {
            return LogVerifierState.Start;
        }

        return LogVerifierState.TryParse(File.ReadAllBytes(StateFile), out var state)
            ? state
            : throw CliFailureException.Usage("The copy's state is damaged", "Fetch into another folder.");
    }
}
