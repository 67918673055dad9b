using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// One witness of one log. It makes its state durable before anything that rests on it leaves: an answer, or a cosignature. Checking and
/// saving are one step, so that two callers can never have it cosign two histories.
/// </summary>
public sealed class LogWitness : IDisposable
{
    private readonly NoteVerificationKey _logKey;
    private readonly NoteKeyRing _keys;
    private readonly Func<Cosigner> _cosigner;
    private readonly IWitnessStore _store;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _gate = new(1);

    // Written by whoever holds the gate, after the store has it.
    private volatile WitnessState _state;

    private LogWitness(NoteVerificationKey logKey, Func<Cosigner> cosigner, IWitnessStore store, TimeProvider time, WitnessState state)
    {
        _logKey = logKey;
        _keys = new NoteKeyRing([logKey]);
        _cosigner = cosigner;
        _store = store;
        _time = time;
        _state = state;
    }

    /// <summary>What has been verified so far.</summary>
    public WitnessState State => _state;

    /// <summary>Takes up the state that the store has.</summary>
    public static ValueTask<LogWitness> OpenAsync(
        NoteVerificationKey logKey, Cosigner cosigner, IWitnessStore store, TimeProvider time, CancellationToken cancellationToken) =>
        OpenAsync(logKey, () => cosigner, store, time, cancellationToken);

    /// <summary>Takes up the state that the store has; the cosigner is asked for each time, for a key that may be replaced meanwhile.</summary>
    public static async ValueTask<LogWitness> OpenAsync(
        NoteVerificationKey logKey, Func<Cosigner> cosigner, IWitnessStore store, TimeProvider time, CancellationToken cancellationToken) =>
        new(logKey, cosigner, store, time, await store.LoadAsync(cancellationToken));

    /// <summary>Verifies a checkpoint, keeps it, and cosigns it if it is the largest.</summary>
    public async ValueTask<WitnessAnswer> ConsiderAsync(SignedCheckpoint checkpoint, ConsistencyProof? proof, CancellationToken cancellationToken)
    {
        if (HasExtensions(checkpoint) || !IsSigned(checkpoint))
        {
            return new WitnessAnswer(WitnessDecision.Of(WitnessOutcome.NotSigned), null);
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await DecideAsync(checkpoint, proof, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Verifies all that comes with a delivery: that the entry is in the tree, and that the tree is of the one history.</summary>
    /// <param name="receipt">Checkpoint and inclusion proof of the entry.</param>
    /// <param name="leafHash">Of the entry that the node computed from what was delivered, not one that it was told.</param>
    /// <param name="proof">Between the checkpoint and the node's latest; null for none.</param>
    /// <param name="cancellationToken">Gives up before the state is saved.</param>
    public async ValueTask<DeliveryVerdict> ConsiderDeliveryAsync(
        LogReceiptFile receipt, Digest leafHash, ConsistencyProof? proof, CancellationToken cancellationToken)
    {
        if (!MerkleProof.VerifyInclusion(receipt.Index, leafHash, receipt.Path.AsSpan(), receipt.Checkpoint.Head))
        {
            return new DeliveryVerdict(false, false, null);
        }

        var answer = await ConsiderAsync(receipt.Checkpoint, proof, cancellationToken);
        return new DeliveryVerdict(answer.Decision.IsAccepted, true, answer);
    }

    /// <summary>Answers C2SP tlog-witness <c>add-checkpoint</c>, in the order of checks that the specification gives.</summary>
    public async ValueTask<AddCheckpointResponse> AddCheckpointAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (!AddCheckpointRequest.TryParse(body.Span, out var request) || HasExtensions(request.Checkpoint))
        {
            return AddCheckpointResponse.Refused(AddCheckpointResponse.BadRequest, "malformed request, or extension lines");
        }

        if (request.Checkpoint.Checkpoint.Origin != _logKey.Name.ToString())
        {
            return AddCheckpointResponse.Refused(AddCheckpointResponse.NotFound, "unknown log");
        }

        if (!IsSigned(request.Checkpoint))
        {
            return AddCheckpointResponse.Refused(AddCheckpointResponse.Forbidden, "no valid signature of the log");
        }

        if (request.OldSize > request.Checkpoint.Head.Size)
        {
            return AddCheckpointResponse.Refused(AddCheckpointResponse.BadRequest, "the old size is larger than the checkpoint's");
        }

        if (request.Checkpoint.Head is { Size: 0 } head && head != TreeHead.Empty)
        {
            return AddCheckpointResponse.Refused(AddCheckpointResponse.Unprocessable, "an empty tree has the empty root");
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await AddLockedAsync(request, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends it; callers have stopped.</summary>
    public void Dispose() => _gate.Dispose();

    // Lines beyond the third would be cosigned without having been looked at. This log writes none.
    private static bool HasExtensions(SignedCheckpoint checkpoint) => checkpoint.Checkpoint.Extensions.Length > 0;

    private bool IsSigned(SignedCheckpoint checkpoint) =>
        checkpoint.Checkpoint.Origin == _logKey.Name.ToString() && _keys.Verify(checkpoint.Note).IsAccepted;

    private async ValueTask<AddCheckpointResponse> AddLockedAsync(AddCheckpointRequest request, CancellationToken cancellationToken)
    {
        var lastSize = _state.Latest?.Head.Size ?? 0;
        if (request.OldSize != lastSize)
        {
            return AddCheckpointResponse.OtherSize(lastSize);
        }

        // A size of zero, and the size that is there already, leave nothing to prove.
        var isSameSize = request.OldSize == request.Checkpoint.Head.Size;
        if (request.Path.Length > 0 && (request.OldSize == 0 || isSameSize))
        {
            return AddCheckpointResponse.Refused(AddCheckpointResponse.Unprocessable, "no consistency proof is possible here");
        }

        var answer = await DecideAsync(request.Checkpoint, new ConsistencyProof(request.OldSize, request.Path), cancellationToken);
        return answer.Cosignature is { } cosignature
            ? AddCheckpointResponse.Cosigned(cosignature)
            : AddCheckpointResponse.Refused(AddCheckpointResponse.Unprocessable, "the consistency proof does not hold");
    }

    private async ValueTask<WitnessAnswer> DecideAsync(SignedCheckpoint checkpoint, ConsistencyProof? proof, CancellationToken cancellationToken)
    {
        var decision = _state.Consider(checkpoint, proof);
        if (decision.Fork is { } fork && _state.Fork is null)
        {
            // In memory first: should the save fail, this process stops accepting all the same.
            _state = _state.With(fork);
            await _store.SaveForkAsync(fork, cancellationToken);
        }

        if (!decision.IsAccepted)
        {
            return new WitnessAnswer(decision, null);
        }

        if (decision.Outcome != WitnessOutcome.Known)
        {
            // A crash here leaves a state that nobody has been told of. The other way round it would be a cosignature that a restart forgets.
            await _store.SaveAsync(checkpoint, cancellationToken);
            _state = _state.With(checkpoint);
        }

        // A cosignature says "the largest that I have seen", which an older checkpoint is not.
        var isLargest = _state.Latest?.Head == checkpoint.Head;
        return new WitnessAnswer(decision, isLargest ? _cosigner().Cosign(checkpoint.Note, _time.GetUtcNow()) : null);
    }
}
