using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>
/// Which checkpoint a quorum of the members has cosigned. Changes of the directory wait for it; queries do not. Cosignatures are durable
/// before anything rests on them.
/// </summary>
internal sealed class WitnessedLog(
    SqliteDatabase database, PublishedLog log, MemberRegistry members, TimeProvider clock, ILogger<WitnessedLog> logger)
{
    /// <summary>How long without a quorum until an alarm rises.</summary>
    internal static readonly TimeSpan AlarmAfter = TimeSpan.FromMinutes(5);

    // Cosignatures of sizes further back than this can no longer bring a quorum: everybody is asked for the newest.
    private const long KeptSizes = 1024;

    // How long a witnessed checkpoint is shown although there is a newer one, which has as a rule a quorum a moment later.
    private static readonly TimeSpan _showFor = TimeSpan.FromMinutes(1);

    // Replaced whole, under the gate; read without it.
    private readonly Lock _gate = new();
    private volatile SignedCheckpoint? _witnessed;
    private volatile TaskCompletionSource _moved = NewSignal();
    private long _behindSinceTicks;

    /// <summary>The largest tree that a quorum has cosigned; 0 for none.</summary>
    internal long Size => _witnessed?.Head.Size ?? 0;

    /// <summary>Since when there is a newer checkpoint than a quorum has cosigned; null when there is none, or no quorum is asked for.</summary>
    internal DateTimeOffset? BehindSince => Volatile.Read(ref _behindSinceTicks) is var ticks && ticks > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Whether the directory in force asks for a quorum at all.</summary>
    internal bool AsksForQuorum => PolicyInForce()?.Quorum is not null;

    /// <summary>Whether there has been no quorum for so long that somebody has to look.</summary>
    internal bool IsAlarm => BehindSince is { } since && clock.GetUtcNow() - since >= AlarmAfter;

    /// <summary>The newest checkpoint to show: with a quorum's cosignatures, unless those have been missing for a while.</summary>
    internal async Task<SignedCheckpoint> ShownAsync(CancellationToken cancellationToken)
    {
        var published = log.Sequencer.Published;
        if (_witnessed is { } witnessed && (witnessed.Head.Size == published.Head.Size || BehindSince is not { } since || clock.GetUtcNow() - since < _showFor))
        {
            return witnessed;
        }

        return await database.ReadAsync(connection => CosignatureTable.Find(connection, published.Head.Size), cancellationToken) ?? published;
    }

    /// <summary>The newest checkpoint with an entry: a quorum's if there is one, else the last that was published.</summary>
    internal SignedCheckpoint Covering(long index) => _witnessed is { } witnessed && witnessed.Head.Size > index ? witnessed : log.Sequencer.Published;

    /// <summary>Takes up what is stored.</summary>
    internal async Task RestoreAsync(CancellationToken cancellationToken) =>
        _witnessed = await database.ReadAsync(connection => CosignatureTable.Witnessed(connection) is > 0 and var size ? CosignatureTable.Find(connection, size) : null, cancellationToken);

    /// <summary>Takes a member's cosignature; it is durable when this returns. One of a size that is witnessed already says nothing new.</summary>
    /// <exception cref="FedHubException">NotFound: no such checkpoint. SignatureInvalid: it is not by the key that the directory lists. ClockSkew: from the future.</exception>
    internal async Task TakeAsync(MemberId member, FederationDirectory directory, Cosignature cosignature, CancellationToken cancellationToken)
    {
        if (cosignature.Size <= Size)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var checkpoint = await database.ReadAsync(connection => CosignatureTable.Find(connection, cosignature.Size), cancellationToken)
            ?? throw new FedHubException(ErrorCode.NotFound, "The log has signed no checkpoint of this size.");
        if (directory.Member(member)?.WitnessKeyAt(now) is not { } listed
            || LogNames.WitnessKey(directory.Federation, member, listed) is var key && !key.Verify(checkpoint.Note.TextBytes, cosignature.Signature))
        {
            throw new FedHubException(ErrorCode.SignatureInvalid, "The cosignature is not by the witness key that the directory lists.");
        }

        if (key.TimeOf(cosignature.Signature) > now + ReceiptVerifier.MaxClockSkew)
        {
            throw new FedHubException(ErrorCode.ClockSkew, "The cosignature comes from the future; set the node's clock.");
        }

        await KeepAsync(cosignature, PolicyInForce(), now, cancellationToken);
    }

    /// <summary>Waits until a quorum has cosigned a tree with an entry; at once while none is asked for.</summary>
    internal async Task WaitForAsync(long index, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The signal is taken before the look, so that a change between the two is not missed.
            var moved = _moved;
            if (Size > index || !AsksForQuorum)
            {
                return;
            }

            await moved.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Looks how far behind the quorum is; called every few seconds.</summary>
    internal void Watch()
    {
        var isBehind = AsksForQuorum && Size < log.Sequencer.Published.Head.Size;
        if (!isBehind)
        {
            Volatile.Write(ref _behindSinceTicks, 0);
        }
        else if (clock.GetUtcNow() is var now && (BehindSince is not { } since || since > now))
        {
            // A clock that was set back must not put the alarm off.
            Volatile.Write(ref _behindSinceTicks, now.UtcTicks);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task KeepAsync(Cosignature cosignature, TrustPolicy? policy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var witnessed = await database.Writer.ExecuteAsync(
            (connection, _) =>
            {
                CosignatureTable.Put(connection, cosignature.Size, cosignature.Signature);
                CosignatureTable.PruneBelow(connection, cosignature.Size - KeptSizes);
                if (policy?.Quorum is null
                    || CosignatureTable.Find(connection, cosignature.Size) is not { } checkpoint
                    || !policy.Verify(checkpoint, now + ReceiptVerifier.MaxClockSkew).IsAccepted)
                {
                    return null;
                }

                CosignatureTable.MarkWitnessed(connection, cosignature.Size, now);
                return checkpoint;
            },
            cancellationToken);
        if (witnessed is not null)
        {
            Advance(witnessed);
        }
    }

    private void Advance(SignedCheckpoint witnessed)
    {
        lock (_gate)
        {
            if (witnessed.Head.Size <= Size)
            {
                return;
            }

            _witnessed = witnessed;
        }

        Watch();
        logger.Witnessed(witnessed.Head.Size);
        Interlocked.Exchange(ref _moved, NewSignal()).SetResult();
    }

    private TrustPolicy? PolicyInForce() => members.Directory is { } directory ? FederationLog.Of(directory, clock.GetUtcNow())?.Policy : null;
}
