using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Monitoring;
using FedHub.Cli.Log.Sources;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Copies;

/// <summary>
/// Brings a copy up to a log, in two parts. First all that is new is fetched beside the copy and verified. Then it is moved in, step by step; between any
/// two steps the copy leads to its old checkpoint or to its new one, whole.
/// </summary>
internal sealed class CopyUpdate(CopyFolder copy, IPublishedLog from, TrustPolicy policy, CliServices services) : IDisposable
{
    private readonly IncomingFiles _incoming = new(from, copy.Incoming);
    private FileStream? _lock;

    /// <summary>Fetches and verifies.</summary>
    /// <returns>What came of it, and the steps to take in their order: none unless all is well.</returns>
    /// <exception cref="CliFailureException">The log does not continue the copy, or the policy does not accept its checkpoint.</exception>
    public async Task<(LogCheck Check, IEnumerable<Action> Steps)> PrepareAsync(CancellationToken cancellationToken)
    {
        var served = await ServedCheckpoint.ReadSignedAsync(from, policy, services.Time, cancellationToken);
        if (!copy.HasCheckpoint)
        {
            // Nothing to compare with, and no folder is made for what is not accepted.
            served.RequireQuorum();
        }

        _lock = copy.Lock();
        var held = copy.Load();
        await RequireContinuationAsync(served, held, cancellationToken);
        served.RequireQuorum();
        var wasBrokenOff = _incoming.Exists;
        var verification = await VerifyAsync(served.Head, held.Verified, cancellationToken);
        if (!verification.IsVerified)
        {
            return (new LogCheck(served, verification, null, null), []);
        }

        var openings = new CopyOpenings(from, copy, held, served.Head);
        var finding = await openings.FetchAsync(cancellationToken);
        var check = new LogCheck(served, verification, openings.Count, finding) { Kept = openings.Kept };
        return (check, finding is null ? Steps(check, held, openings, wasBrokenOff) : []);
    }

    public void Dispose() => _lock?.Dispose();

    private async Task<LogVerification> VerifyAsync(TreeHead head, LogVerifierState state, CancellationToken cancellationToken)
    {
        if (state.Head == head)
        {
            // Nothing is to come: what lies there is of a run that was broken off after it had moved all in.
            _incoming.Clear();
        }

        var verifier = new LogVerifier(_incoming, new LogVerifierOptions
        {
            IsEntry = LogVerifierOptions.AuditLeaves,
            Progress = new LogProgress(services.Terminal, services.Time, state.Head.Size, head.Size, "fetched and verified"),
        });
        var verification = await verifier.VerifyAsync(head, state, cancellationToken);
        if (!verification.IsVerified && _incoming.HasReused)
        {
            // What an earlier run left may be torn, or of a source that was wrong then: before anybody is accused, all is read again.
            _incoming.Clear();
            verification = await verifier.VerifyAsync(head, state, cancellationToken);
        }

        if (verification.Finding is { IsProven: true })
        {
            _incoming.Clear();
        }

        return verification;
    }

    private IEnumerable<Action> Steps(LogCheck check, HeldCopy held, CopyOpenings openings, bool wasBrokenOff)
    {
        var before = _incoming.PublishSteps(copy.Root, held.Verified.Head.Size, check.Checkpoint.Head.Size).Concat(openings.StepsBeforeTheCheckpoint());
        foreach (var step in before.Append(() => copy.SaveCheckpoint(check.Checkpoint.Signed)).Concat(openings.StepsAfterTheCheckpoint()))
        {
            yield return step;
        }

        // A crash before this leaves an older state, from which the next run verifies again what the checkpoint names already.
        yield return () => copy.SaveState(check.Verification.State);

        // Only now are there files that nothing names.
        foreach (var step in openings.CleaningSteps(wasBrokenOff))
        {
            yield return step;
        }

        yield return _incoming.Clear;
    }

    /// <summary>That the log continues what the copy holds. The log's own signatures prove it when it does not: the quorum comes after.</summary>
    private async Task RequireContinuationAsync(ServedCheckpoint served, HeldCopy held, CancellationToken cancellationToken)
    {
        if (held.Checkpoint is not { } checkpoint)
        {
            return;
        }

        if (checkpoint.Checkpoint.Origin != served.Signed.Checkpoint.Origin)
        {
            throw CliFailureException.Usage("This copy is of another log", "Give each log a copy of its own: name another folder with --copy.");
        }

        if (policy.Verify(checkpoint, services.Time.GetUtcNow() + ReceiptVerifier.MaxClockSkew).Fault == PolicyFault.NotSignedByLog)
        {
            throw CliFailureException.Usage("The copy's own checkpoint is not signed by the policy's log", "Give the policy that the copy was fetched with, or fetch into another folder.");
        }

        if (served.Head == checkpoint.Head)
        {
            return;
        }

        var verdict = await served.CompareAsync(from, checkpoint, cancellationToken);
        if (verdict.Evidence is { } fork)
        {
            throw Forked(fork);
        }

        if (served.Head.Size < checkpoint.Head.Size)
        {
            throw Older(served, checkpoint);
        }

        // Else the verification goes on from the checkpoint itself, and says what is wrong with which tile.
        if (verdict.Outcome == SplitViewOutcome.CouldNotCheck && held.Verified.Head != checkpoint.Head)
        {
            throw new CliFailureException(
                ExitCode.Unreachable, "Whether the log continues this copy could not be checked", "Tiles are missing, or do not lead to its checkpoint.", "Try again, or fetch into another folder.");
        }
    }

    private CliFailureException Forked(ForkEvidence fork) => new(
        ExitCode.VerificationFailed,
        FormattableString.Invariant($"FORKED: the log signed two histories, of {fork.First.Head.Size} and {fork.Second.Head.Size} entries"),
        "evidence: " + new EvidenceFolder(copy.Root, services.Time).WriteFork(fork),
        "Give the evidence to every member; anybody checks it with fedhub log evidence. The copy stays as it was.");

    private CliFailureException Older(ServedCheckpoint served, SignedCheckpoint checkpoint) => new(
        ExitCode.Unreachable,
        FormattableString.Invariant($"The log shows {served.Head.Size} entries, and the copy has {checkpoint.Head.Size}"),
        "What was verified once does not go away: this is a stale source, a restored backup, or another history. Both checkpoints are in "
            + new EvidenceFolder(copy.Root, services.Time).WriteOlder(checkpoint, served.Signed),
        "Ask the log's operator. The copy stays as it was.");
}
