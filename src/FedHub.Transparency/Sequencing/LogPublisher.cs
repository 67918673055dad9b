using System.Threading.Channels;

namespace FedHub.Transparency;

/// <summary>
/// Calls a sequencer whenever there is something new. It waits for no timer: what arrives during a step is in the next one, so a lone entry
/// waits for its own commits only, and a burst shares them.
/// </summary>
/// <param name="sequencer">The sequencer; the caller disposes of it.</param>
/// <param name="time">For the pause after a step that the store could not take.</param>
public sealed class LogPublisher(LogSequencer sequencer, TimeProvider time)
{
    /// <summary>How long it waits after a step that was not stored, a full disk above all: one second.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // At most one notice waits: many before a step are one step.
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that entries were sequenced, or that a witness has announced. Never waits; may be called by anybody at any time.</summary>
    public void Notify() => _news.Writer.TryWrite(true);

    /// <summary>Runs until it is cancelled or the sequencer stops for good.</summary>
    /// <returns>Why the sequencer stopped; <see cref="SequencerStop.None"/> when it was cancelled.</returns>
    /// <exception cref="Exception">What the store threw; the process ends, and the next start recovers.</exception>
    public async Task<SequencerStop> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // What a crash left sequenced and not published comes first, without a notice.
            while (await DrainAsync(cancellationToken) != SequencerOutcome.Stopped)
            {
                await _news.Reader.ReadAsync(cancellationToken);
            }

            return sequencer.Stop;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return SequencerStop.None;
        }
    }

    /// <summary>Steps until there is nothing more to do now.</summary>
    private async Task<SequencerOutcome> DrainAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = await sequencer.IntegrateAsync(cancellationToken);
            switch (outcome)
            {
                case SequencerOutcome.Published:
                    break;
                case SequencerOutcome.NotStored:
                    await Task.Delay(RetryAfter, time, cancellationToken);
                    break;
                default:
                    return outcome;
            }
        }
    }
}
