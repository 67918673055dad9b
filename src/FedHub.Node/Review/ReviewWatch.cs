using FedHub.Node.Responder;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Review;

/// <summary>Once a minute: warns of what is overdue, ends what nobody decided or whose record is gone, and has changes of disclosed records told.</summary>
internal sealed class ReviewWatch(
    NodeDatabase database, IOwnPolicy policy, ReviewCloser closer, DisclosedRecords disclosed, TimeProvider clock, ILogger<ReviewWatch> logger)
{
    private const string Node = "node";
    private const string NotInTime = "not decided in time";

    private static readonly TimeSpan _every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _warnEvery = TimeSpan.FromHours(1);

    // Touched by the one loop only.
    private DateTimeOffset _warnAt = DateTimeOffset.MinValue;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The boundary of one round: whatever it was, the next one tries again.
                ReviewLog.RoundFailed(logger, exception);
            }

            await Task.Delay(_every, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One round.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await disclosed.TellAsync(cancellationToken);
        foreach (var item in await database.ReadAsync(connection => ReviewTable.ListEnding(connection, now), cancellationToken))
        {
            await EndAsync(item, now, cancellationToken);
        }

        Warn(now);
    }

    private async Task EndAsync(ReviewItem item, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isGone = disclosed.MacOf(item.Record) is null;
        var vote = isGone
            ? new ReviewVote(now, Node, DisclosureOutcome.NoRecord, "", "the record was withdrawn")
            : new ReviewVote(now, Node, DisclosureOutcome.Refused, NotInTime, NotInTime);
        var decision = policy.DecideDisclosure(item.Collection, item.Origin, item.Purpose, item.Category);
        if (await closer.CloseAsync(item, vote, isGone ? ReviewState.Withdrawn : ReviewState.Lapsed, decision, cancellationToken) && !isGone)
        {
            ReviewLog.Lapsed(logger, item.Origin, item.Id);
        }
    }

    private void Warn(DateTimeOffset now)
    {
        var (open, overdue) = database.Read(connection => ReviewTable.Count(connection, now));
        if (overdue > 0 && now >= _warnAt)
        {
            _warnAt = now + _warnEvery;
            ReviewLog.Overdue(logger, overdue, open);
        }
    }
}
