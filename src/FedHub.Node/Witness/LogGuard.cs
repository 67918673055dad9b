using FedHub.Cryptography;
using FedHub.Node.HubLink;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Witness;

/// <summary>
/// "No proof, no answer": what is delivered must be in the federation's log, and the log must continue every state that this node has seen.
/// In the same step the node witnesses the log. Which log it is, is the directory's to say, never the hub's.
/// </summary>
internal sealed class LogGuard(
    Cryptography.Match.MemberId self, NodeKeys keys, IHub hub, DirectoryKeeper directories, NodeDatabase database, string evidenceFile, TimeProvider clock,
    ILogger<LogGuard> logger) : IDisposable
{
    /// <summary>How often a proof is asked for: deliveries at the same time move the state on under each other.</summary>
    private const int MaxProofs = 8;

    private readonly SemaphoreSlim _opening = new(1, 1);

    // Replaced by the holder of the semaphore only.
    private volatile OpenedWitness? _opened;

    // The last cosignature that was not handed in; taken by whoever hands it in.
    private Cosignature? _cosignature;

    /// <summary>What this node has verified of the log; empty before there is a directory.</summary>
    public WitnessState State => _opened?.Witness.State ?? WitnessState.Empty;

    /// <summary>Whether the log has signed two histories, so that this node answers nothing any more.</summary>
    public bool IsForked => State.Fork is not null;

    /// <summary>The evidence of a fork, as a file for the auditors.</summary>
    public string EvidenceFile => evidenceFile;

    /// <summary>The newest checkpoint verified, to announce; null when there is none.</summary>
    public async Task<SignedCheckpoint?> LatestAsync(CancellationToken cancellationToken) =>
        await OpenAsync(cancellationToken) is { } witness ? witness.State.Latest : null;

    /// <summary>The last cosignature, for whoever speaks to the hub next; null when it was handed in.</summary>
    public Cosignature? TakeCosignature() => Interlocked.Exchange(ref _cosignature, null);

    /// <summary>Checks what came with a delivery. When it returns null, the state that says so is durable.</summary>
    /// <param name="proof">What came; null for nothing, or for what is not well-formed.</param>
    /// <param name="matter">What was delivered, verified.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it is not answered; null when it may be.</returns>
    public async Task<Refusal?> CheckAsync(LogProof? proof, LoggedMatter matter, CancellationToken cancellationToken)
    {
        if (proof is null || !matter.IsIn(proof.Opening.Payload.Span))
        {
            return new Refusal(ErrorCode.LogProofInvalid, "It came without the proof that the log contains it.");
        }

        if (await OpenAsync(cancellationToken) is not { } witness)
        {
            return new Refusal(ErrorCode.LogProofInvalid, "The directory lists no log to prove anything by.");
        }

        var verdict = await witness.ConsiderDeliveryAsync(proof.Receipt, proof.Leaf.Hash(), proof.Consistency, cancellationToken);
        if (verdict.Answer is not { } answer)
        {
            return new Refusal(ErrorCode.LogProofInvalid, "The log does not contain it where the proof says.");
        }

        return await ConcludeAsync(witness, proof.Receipt.Checkpoint, answer, cancellationToken);
    }

    /// <summary>Verifies a checkpoint in the order of the stream, so that proofs between neighbours hold.</summary>
    public async Task ConsiderAsync(SignedCheckpoint checkpoint, ConsistencyProof? proof, CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is { } witness)
        {
            await ConcludeAsync(witness, checkpoint, await witness.ConsiderAsync(checkpoint, proof, cancellationToken), cancellationToken);
        }
    }

    /// <summary>The witness of the log that the directory lists; null when it lists none, or there is no directory.</summary>
    public async ValueTask<LogWitness?> OpenAsync(CancellationToken cancellationToken)
    {
        if (!directories.IsKnown || directories.Current is var directory && directory.LogKeyAt(clock.GetUtcNow()) is not { } listed)
        {
            return null;
        }

        if (_opened is { } opened && opened.LogKey == listed)
        {
            return await BegunAsync(opened.Witness, cancellationToken);
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_opened is not { } current || current.LogKey != listed)
            {
                _opened = new OpenedWitness(listed, await OpenAsync(directory.Federation, listed, cancellationToken));
                NoteFork();
            }

            return await BegunAsync(_opened.Witness, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    public void Dispose()
    {
        _opened?.Witness.Dispose();
        _opening.Dispose();
    }

    /// <summary>
    /// A node that has seen nothing begins with what a majority had cosigned when the directory took effect, so that a hub cannot begin a history of its
    /// own for a new member.
    /// </summary>
    private async ValueTask<LogWitness> BegunAsync(LogWitness witness, CancellationToken cancellationToken)
    {
        if (witness.State is { Latest: null, Fork: null } && directories.WitnessedBy is { } checkpoint)
        {
            await witness.ConsiderAsync(checkpoint, null, cancellationToken);
        }

        return witness;
    }

    private ValueTask<LogWitness> OpenAsync(string federation, VerificationKey listed, CancellationToken cancellationToken)
    {
        var logKey = LogNames.LogKey(federation, listed);
        var name = LogNames.Witness(federation, self);

        // Asked each time: rotation replaces the key.
        return LogWitness.OpenAsync(
            logKey, () => new Cosigner(name, keys.WitnessKey), new SqliteWitnessStore(database.Sqlite, logKey.Name), clock, cancellationToken);
    }

    private async Task<Refusal?> ConcludeAsync(LogWitness witness, SignedCheckpoint checkpoint, WitnessAnswer answer, CancellationToken cancellationToken)
    {
        for (var asked = 0; asked < MaxProofs && answer.Decision.Outcome is WitnessOutcome.NeedProof or WitnessOutcome.ProofInvalid; asked++)
        {
            if (await FetchAsync(witness, checkpoint, cancellationToken) is not { } proof)
            {
                break;
            }

            answer = await witness.ConsiderAsync(checkpoint, proof, cancellationToken);
        }

        if (answer.Cosignature is { } signature)
        {
            Interlocked.Exchange(ref _cosignature, new Cosignature(checkpoint.Head.Size, signature));
        }

        return RefusalOf(witness, answer.Decision);
    }

    /// <summary>Asks the hub for the proof between the latest state and a checkpoint; null when it gives none.</summary>
    private async Task<ConsistencyProof?> FetchAsync(LogWitness witness, SignedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var latest = witness.State.Latest?.Head.Size ?? 0;
        var (from, to) = (Math.Min(latest, checkpoint.Head.Size), Math.Max(latest, checkpoint.Head.Size));
        try
        {
            return await hub.GetConsistencyAsync(from, to, cancellationToken);
        }
        catch (FedHubException exception)
        {
            WitnessLog.NoProof(logger, from, to, exception.Refusal.Code);
            return null;
        }
    }

    private Refusal? RefusalOf(LogWitness witness, WitnessDecision decision)
    {
        if (decision.IsAccepted)
        {
            return null;
        }

        switch (decision.Outcome)
        {
            case WitnessOutcome.Forked:
                NoteFork();
                return new Refusal(ErrorCode.LogForked, "The log showed two histories; this node answers nothing.");
            case WitnessOutcome.NeedProof or WitnessOutcome.ProofInvalid:
                return new Refusal(
                    ErrorCode.LogProofNeeded, "The log was not proven to continue the state that this node has seen.", HeldVersion: (ulong)(witness.State.Latest?.Head.Size ?? 0));
            default:
                return new Refusal(ErrorCode.LogProofInvalid, "The checkpoint is not the federation's log's.");
        }
    }

    /// <summary>Writes the evidence beside the database, where people find it; the database has it already.</summary>
    private void NoteFork()
    {
        if (State.Fork is { } fork && !File.Exists(evidenceFile))
        {
            DurableFile.TryWrite(evidenceFile, fork.ToBytes(), overwrite: false);
            WitnessLog.Forked(logger, fork.First.Head.Size, fork.Second.Head.Size);
        }
    }
}
