using System.Collections.Concurrent;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>Runs disclosure requests: admits them, delivers them and waits for the owner's answer.</summary>
internal sealed class DisclosureExchange(
    DisclosureStore store,
    MemberRegistry members,
    DeliveryStreams streams,
    HubLimits limits,
    TimeProvider clock,
    ILogger<DisclosureExchange> logger)
{
    // Calls that wait for an answer now: each has its own signal, completed after the answer is durable.
    private readonly ConcurrentDictionary<TaskCompletionSource, Digest> _waiting = new();

    /// <summary>Admits a verified request, delivers it and returns the answer or why there is none now.</summary>
    internal async Task<DisclosureResult> SubmitAsync(
        VerifiedDisclosureRequest request, byte[] encoded, CancellationToken cancellationToken)
    {
        // One that lives longer than an interactive query is held for an owner that is away.
        var held = request.ExpiresAt - request.CreatedAt > ProtocolLimits.InteractiveLifetime;
        var stored = await store.AdmitAsync(request, encoded, held, cancellationToken);
        return await AwaitAsync(stored, cancellationToken);
    }

    /// <summary>The answer to a request that came before, or the wait for it; null when none came.</summary>
    internal async Task<DisclosureResult?> ResumeAsync(MemberId origin, Digest request, CancellationToken cancellationToken) =>
        await store.FindAsync(request, cancellationToken) is { } stored && stored.Origin == origin
            ? await AwaitAsync(stored, cancellationToken)
            : null;

    /// <summary>Takes an owner's verified answer, then wakes the asker.</summary>
    internal async Task<AnswersTaken> TakeAnswerAsync(
        MemberId origin, VerifiedDisclosureAnswer answer, Digest statement, byte[] encoded, CancellationToken cancellationToken)
    {
        var taken = await store.TakeAnswerAsync(origin, answer, statement, encoded, cancellationToken);
        if (taken.ConflictCount > 0)
        {
            logger.AnswersConflict(answer.Owner, taken.ConflictCount);
        }

        HubMeter.DisclosuresAnswered.Add(1);
        foreach (var (waiting, request) in _waiting)
        {
            if (request == answer.RequestDigest)
            {
                waiting.TrySetResult();
            }
        }

        return taken;
    }

    /// <summary>Requests that wait for an owner and whose origin may still ask.</summary>
    internal async Task<IReadOnlyList<Digest>> ListDueAsync(MemberId owner, CancellationToken cancellationToken)
    {
        var due = new List<Digest>();
        foreach (var digest in await store.ListDueAsync(owner, cancellationToken))
        {
            if (await store.FindAsync(digest, cancellationToken) is { } stored && members.IsActive(stored.Origin))
            {
                due.Add(digest);
            }
        }

        return due;
    }

    private async Task<DisclosureResult> AwaitAsync(StoredDisclosure stored, CancellationToken cancellationToken)
    {
        // Registered before the store is read again: an answer that comes in between is seen by one or the other.
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.TryAdd(waiting, stored.RequestDigest);
        try
        {
            if (await FindAnswerAsync(stored.RequestDigest, cancellationToken) is { } already)
            {
                return already;
            }

            if (StateNow(stored) is var given && given != DeliveryState.Pending)
            {
                return new DisclosureResult(null, given);
            }

            // The clock starts before the owner can see the request.
            var wait = WaitAsync(waiting.Task, stored.ExpiresAt, cancellationToken);
            streams.Enqueue(stored.Owner, new DisclosureDue(stored.RequestDigest));
            await wait;
            return await FindAnswerAsync(stored.RequestDigest, cancellationToken)
                ?? new DisclosureResult(null, stored.Held ? DeliveryState.Waiting : DeliveryState.Unreachable);
        }
        finally
        {
            _waiting.TryRemove(waiting, out _);
        }
    }

    private DeliveryState StateNow(StoredDisclosure stored)
    {
        if (!members.IsActive(stored.Owner))
        {
            return DeliveryState.Suspended;
        }

        if (clock.GetUtcNow() >= stored.ExpiresAt)
        {
            return DeliveryState.Expired;
        }

        return (streams.IsOpen(stored.Owner), stored.Held) switch
        {
            (true, _) => DeliveryState.Pending,
            (false, true) => DeliveryState.Waiting,
            _ => DeliveryState.Unreachable,
        };
    }

    private async Task WaitAsync(Task answered, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var left = expiresAt - clock.GetUtcNow();
        try
        {
            await answered.WaitAsync(left < limits.DisclosureDeadline ? left : limits.DisclosureDeadline, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // No answer in time is an expected outcome; the caller looks once more and says so.
        }
    }

    private async Task<DisclosureResult?> FindAnswerAsync(Digest request, CancellationToken cancellationToken) =>
        await store.FindAsync(request, cancellationToken) is { Answer: { } answer } stored
            ? new DisclosureResult(answer, DeliveryState.Answered, stored.AnswerReceipt)
            : null;
}
