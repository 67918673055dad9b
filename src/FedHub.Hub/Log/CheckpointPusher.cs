using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>Asks all members to cosign the newest checkpoint: at once when a change waits for it, else every five seconds if there is a newer one.</summary>
internal sealed class CheckpointPusher(PublishedLog log, WitnessedLog witnessed, DeliveryStreams streams, TimeProvider clock, ILogger<CheckpointPusher> logger)
{
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    // Owned by the loop.
    private long _pushedSize;
    private bool _alarmed;

    /// <summary>A change waits: ask now.</summary>
    internal void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Runs until cancelled.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await PauseAsync(cancellationToken);
            Watch();
            PushIfNew();
        }
    }

    private void Watch()
    {
        witnessed.Watch();
        if (witnessed.IsAlarm && !_alarmed)
        {
            logger.Unwitnessed(witnessed.BehindSince ?? clock.GetUtcNow());
        }

        _alarmed = witnessed.IsAlarm;
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        using var period = new CancellationTokenSource(Period, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(period.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The period is over, or the hub stops.
        }
    }

    /// <summary>The same checkpoint again as long as a quorum is missing: a member may have been away, or its cosignature lost.</summary>
    private void PushIfNew()
    {
        var published = log.Sequencer.Published;
        var size = published.Head.Size;
        if (size == 0 || size == witnessed.Size || (size == _pushedSize && !witnessed.AsksForQuorum))
        {
            return;
        }

        _pushedSize = size;
        streams.EnqueueAll(new CheckpointDue(published));
    }
}
