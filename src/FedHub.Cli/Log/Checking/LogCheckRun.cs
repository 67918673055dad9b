using FedHub.Cli.Log.Sources;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Checking;

/// <summary>Verifies a whole log: checkpoint against the policy, entries and tiles against the checkpoint, openings against the entries.</summary>
internal static class LogCheckRun
{
    /// <summary>Verifies.</summary>
    /// <param name="log">The log.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="stateFile">Where to keep how far it came, and go on from; null for nowhere.</param>
    /// <param name="withOpenings">Whether openings are looked at though the log does not say that it has some.</param>
    /// <param name="services">Terminal and clock.</param>
    /// <param name="cancellationToken">Breaks off; what the state file says stays good.</param>
    public static async Task<LogCheck> RunAsync(
        IPublishedLog log, TrustPolicy policy, string? stateFile, bool withOpenings, CliServices services, CancellationToken cancellationToken)
    {
        var checkpoint = await ServedCheckpoint.ReadAsync(log, policy, services.Time, cancellationToken);
        var verification = await VerifyAsync(log, checkpoint, ReadState(stateFile), stateFile, services, cancellationToken);
        if (verification.Finding is { IsProven: true } && stateFile is not null)
        {
            // A state that was saved on the way was held against tiles only, not yet against a signed root: before anybody is accused, all is read again.
            verification = await VerifyAsync(log, checkpoint, LogVerifierState.Start, stateFile, services, cancellationToken);
        }

        if (!verification.IsVerified || !(withOpenings || log.HasOpenings))
        {
            return new LogCheck(checkpoint, verification, null, null);
        }

        var progress = new LogProgress(services.Terminal, services.Time, 0, checkpoint.Head.Size, "with their payloads checked");
        var (count, finding) = await OpeningsCheck.RunAsync(log, checkpoint.Head.Size, progress, cancellationToken);
        return new LogCheck(checkpoint, verification, count, finding);
    }

    private static async Task<LogVerification> VerifyAsync(
        IPublishedLog log, ServedCheckpoint checkpoint, LogVerifierState from, string? stateFile, CliServices services, CancellationToken cancellationToken)
    {
        var verifier = new LogVerifier(log, new LogVerifierOptions
        {
            IsEntry = LogVerifierOptions.AuditLeaves,
            Progress = new LogProgress(services.Terminal, services.Time, from.Head.Size, checkpoint.Head.Size),
            SaveState = stateFile is null ? null : (state, _) =>
            {
                DurableFile.TryWrite(stateFile, state.ToBytes(), overwrite: true);
                return ValueTask.CompletedTask;
            },
        });
        return await verifier.VerifyAsync(checkpoint.Head, from, cancellationToken);
    }

    private static LogVerifierState ReadState(string? file)
    {
        if (file is null || !File.Exists(file))
        {
            return LogVerifierState.Start;
        }

        return LogVerifierState.TryParse(File.ReadAllBytes(file), out var state)
            ? state
            : throw CliFailureException.Usage("The state file cannot be used", "Delete it to verify from the first entry on, or name another one.");
    }
}
