using FedHub.Node.Letters;
using FedHub.Node.Responder;
using FedHub.Node.Witness;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.HubLink;

/// <summary>Keeps the delivery stream open and answers what comes on it, in parallel up to a cap.</summary>
internal sealed class DeliveryLoop(
    IHub hub, DirectoryKeeper directories, QueryResponder queries, DisclosureResponder disclosures, LetterReceiver letters, LogGuard log, HubState state, SyncSignal sync,
    TimeProvider clock, ILogger<DeliveryLoop> logger) : IDisposable
{
    /// <summary>Deliveries at work at once: enough that many share one commit, few enough that a flood queues at the hub.</summary>
    private const int MaxParallel = 64;

    private static readonly TimeSpan _returnWithin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _slots = new(MaxParallel, MaxParallel);

    /// <summary>Runs until cancelled. Deliveries at work are finished and returned before this completes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; !cancellationToken.IsCancellationRequested; attempt++)
        {
            if (!directories.IsKnown)
            {
                // Nothing is answered before there is a directory; the other loop fetches it and says so when it cannot.
                await PauseAsync(attempt, cancellationToken);
                continue;
            }

            try
            {
                await foreach (var delivery in hub.OpenDeliveriesAsync(directories.Version, await log.LatestAsync(cancellationToken), cancellationToken))
                {
                    attempt = 0;
                    await TakeAsync(delivery, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                // The boundary of one stream: whatever broke it, it is opened again.
                HubLinkLog.StreamBroke(logger, (exception as FedHubException)?.Refusal.Code ?? ErrorCode.Unavailable);
            }

            state.Set(isConnected: false);
            await PauseAsync(attempt, cancellationToken);
        }

        state.Set(isConnected: false);
        await DrainAsync();
    }

    public void Dispose() => _slots.Dispose();

    private async Task PauseAsync(int attempt, CancellationToken cancellationToken) =>
        await Task.Delay(HubRetry.Pause(attempt), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task TakeAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        switch (delivery)
        {
            case StreamOpened:
                state.Set(isConnected: true);
                sync.Wake();
                break;
            case ChangeNotice:
                sync.Wake();
                break;
            case CheckpointDelivery checkpoint:
                await log.ConsiderAsync(checkpoint.Checkpoint, checkpoint.Consistency, cancellationToken);
                await HandInAsync(cancellationToken);
                break;
            default:
                await FollowAsync(delivery, cancellationToken);
                await _slots.WaitAsync(cancellationToken);
                _ = Task.Run(() => AnswerAsync(delivery), CancellationToken.None);
                break;
        }
    }

    /// <summary>Verifies the checkpoint that came with a delivery in the order of the stream; whether the delivery is in it is checked with the delivery.</summary>
    private async Task FollowAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var proof = (delivery as QueryDelivery)?.Proof ?? (delivery as DisclosureDelivery)?.Proof ?? (delivery as LetterDelivery)?.Proof;
        if (proof is not null)
        {
            await log.ConsiderAsync(proof.Receipt.Checkpoint, proof.Consistency, cancellationToken);
        }
    }

    private async Task HandInAsync(CancellationToken cancellationToken)
    {
        if (log.TakeCosignature() is not { } cosignature)
        {
            return;
        }

        try
        {
            await hub.AddCosignatureAsync(cosignature, cancellationToken);
        }
        catch (FedHubException exception)
        {
            // Lost: the hub asks again as long as it lacks a quorum.
            WitnessLog.NotHandedIn(logger, exception.Refusal.Code);
        }
    }

    /// <summary>The boundary of one delivery: what fails here must not end the stream.</summary>
    private async Task AnswerAsync(Delivery delivery)
    {
        try
        {
            await (delivery switch
            {
                QueryDelivery query => AnswerAsync(query),
                DisclosureDelivery disclosure => AnswerAsync(disclosure),
                LetterDelivery letter => TakeAsync(letter),
                _ => Task.CompletedTask,
            });
        }
        catch (Exception exception)
        {
            HubLinkLog.DeliveryFailed(logger, exception);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task AnswerAsync(QueryDelivery delivery)
    {
        if (await queries.AnswerAsync(delivery, CancellationToken.None) is { } reply)
        {
            var cosignature = log.TakeCosignature();
            await ReturnAsync(token => hub.ReturnAnswersAsync(reply.Origin, reply.QueryId, reply.Answers, cosignature, token));
        }
    }

    private async Task AnswerAsync(DisclosureDelivery delivery)
    {
        if (await disclosures.AnswerAsync(delivery, CancellationToken.None) is var (origin, answer))
        {
            var cosignature = log.TakeCosignature();
            await ReturnAsync(token => hub.ReturnDisclosureAsync(origin, answer, cosignature, token));
        }
    }

    private async Task TakeAsync(LetterDelivery delivery)
    {
        if (await letters.TakeAsync(delivery, CancellationToken.None) is var (sender, id))
        {
            await ReturnAsync(token => hub.TakeLetterAsync(sender, id, token));
        }
    }

    private async Task ReturnAsync(Func<CancellationToken, Task> send)
    {
        var sent = await HubRetry.UntilAsync(
            async token =>
            {
                await send(token);
                return this;
            },
            clock.GetUtcNow() + _returnWithin,
            clock,
            CancellationToken.None);
        if (sent.Refusal is { } refusal)
        {
            // The answer is durable here; the hub delivers again and gets the same one.
            HubLinkLog.AnswerNotReturned(logger, refusal.Code);
        }
    }

    private async Task DrainAsync()
    {
        for (var i = 0; i < MaxParallel; i++)
        {
            await _slots.WaitAsync();
        }

        _slots.Release(MaxParallel);
    }
}
