using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Sources;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Monitoring;

/// <summary>Watches a log: that each checkpoint continues the one before, and that the entries lead to it.</summary>
internal sealed class LogMonitor(IPublishedLog log, TrustPolicy policy, MonitorFolder folder, CliServices services)
{
    /// <summary>One round. Evidence is durable before the result is returned; the state changes only when all is well.</summary>
    public async Task<MonitorResult> RunOnceAsync(CancellationToken cancellationToken)
    {
        var held = folder.Load();
        var bytes = await ServedCheckpoint.ReadBytesAsync(log, cancellationToken);
        ServedCheckpoint served;
        try
        {
            served = ServedCheckpoint.ReadSigned(bytes, policy, services.Time);
        }
        catch (CliFailureException failure) when (failure.ExitCode == ExitCode.VerificationFailed)
        {
            return new MonitorResult(
                MonitorOutcome.Altered, null, held?.Checkpoint.Head.Size ?? 0, $"FAILED: {failure.Message}. {failure.Why}", folder.Evidence.WriteUnsigned(bytes));
        }

        if (held is null)
        {
            return await VerifyAsync(null, served.RequireQuorum().Signed, cancellationToken);
        }

        if (held.Checkpoint.Checkpoint.Origin != served.Signed.Checkpoint.Origin)
        {
            throw CliFailureException.Usage("This folder watches another log", "Give each log a folder of its own.");
        }

        return await CompareAsync(served, held, cancellationToken);
    }

    private async Task<MonitorResult> CompareAsync(ServedCheckpoint served, MonitorState held, CancellationToken cancellationToken)
    {
        var size = held.Checkpoint.Head.Size;
        if (served.Head == held.Checkpoint.Head)
        {
            served.RequireQuorum();
            return new MonitorResult(MonitorOutcome.Unchanged, served.Head, size, FormattableString.Invariant($"unchanged: {size} entries"));
        }

        // Before the quorum is asked for: a second history is proven by the log's own signature, and its witnesses are what a forked log lacks.
        var verdict = await served.CompareAsync(log, held.Checkpoint, cancellationToken);
        if (verdict is { Outcome: SplitViewOutcome.Forked, Evidence: { } evidence })
        {
            return new MonitorResult(
                MonitorOutcome.Forked,
                served.Head,
                size,
                FormattableString.Invariant($"FORKED: the log signed two histories, of {evidence.First.Head.Size} and {evidence.Second.Head.Size} entries. Give the evidence to every member."),
                folder.Evidence.WriteFork(evidence));
        }

        if (served.Head.Size < size)
        {
            return new MonitorResult(
                MonitorOutcome.Older,
                served.Head,
                size,
                FormattableString.Invariant($"REFUSED: the log shows {served.Head.Size} entries and has shown {size} before. A stale copy, a restored backup, or another history: ask the hub's operator."),
                folder.Evidence.WriteOlder(held.Checkpoint, served.Signed));
        }

        served.RequireQuorum();
        return verdict.Outcome == SplitViewOutcome.CouldNotCheck
            ? new MonitorResult(MonitorOutcome.CouldNotCheck, served.Head, size, "NOT CHECKED: the tiles that are served do not lead to the checkpoint, or are missing")
            : await VerifyAsync(held, served.Signed, cancellationToken);
    }

    private async Task<MonitorResult> VerifyAsync(MonitorState? held, SignedCheckpoint served, CancellationToken cancellationToken)
    {
        // Kept at the end only: what is read on the way is held against the root there, and nothing less may be taken for verified.
        var from = held?.Verified ?? LogVerifierState.Start;
        var verifier = new LogVerifier(log, new LogVerifierOptions
        {
            IsEntry = LogVerifierOptions.AuditLeaves,
            Progress = new LogProgress(services.Terminal, services.Time, from.Head.Size, served.Head.Size),
        });
        var size = held?.Checkpoint.Head.Size ?? 0;
        var verification = await verifier.VerifyAsync(served.Head, from, cancellationToken);
        if (verification.Finding is { } finding)
        {
            return await FailedAsync(finding, served, size, cancellationToken);
        }

        folder.Save(new MonitorState(served, verification.State));
        return held is null
            ? new MonitorResult(MonitorOutcome.Began, served.Head, 0, FormattableString.Invariant($"began: all {served.Head.Size} entries are verified"))
            : new MonitorResult(MonitorOutcome.Grown, served.Head, size, FormattableString.Invariant($"verified: {served.Head.Size - size} new entries, {served.Head.Size} in all"));
    }

    private async Task<MonitorResult> FailedAsync(LogFinding finding, SignedCheckpoint served, long held, CancellationToken cancellationToken)
    {
        var text = FindingText.Of(finding);
        if (!finding.IsProven)
        {
            return new MonitorResult(MonitorOutcome.CouldNotCheck, served.Head, held, "NOT CHECKED: " + text);
        }

        var resource = await ReadAsync(finding.Resource, cancellationToken);
        var evidence = folder.Evidence.Write(
            "altered",
            ("checkpoint", served.ToBytes()),
            ("finding.txt", System.Text.Encoding.UTF8.GetBytes(text + "\n")),
            ("resource", resource.ToArray()));
        return new MonitorResult(MonitorOutcome.Altered, served.Head, held, "FAILED: " + text, evidence);
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(string resource, CancellationToken cancellationToken)
    {
        if (BundleId.TryParse(resource, out var bundle))
        {
            return await log.FindBundleAsync(bundle, cancellationToken) ?? ReadOnlyMemory<byte>.Empty;
        }

        return TileId.TryParse(resource, out var tile) && await log.FindTileAsync(tile, cancellationToken) is { } found ? found.Hashes : ReadOnlyMemory<byte>.Empty;
    }
}
