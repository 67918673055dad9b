using FedHub.Node.Policy;
using FedHub.Node.Responder;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Review;

/// <summary>Disclosures that wait for a person: lists them and takes decisions, each once.</summary>
internal sealed class ReviewBoard(NodeDatabase database, IOwnPolicy policy, IOwnIndex index, ReviewCloser closer, TimeProvider clock)
{
    private const int MaxReasonLength = 500;
    private const string NoGround = "not permitted by the owner's policy";

    /// <summary>Open ones by due time, overdue first; or closed ones, newest first.</summary>
    public ValueTask<IReadOnlyList<ReviewItem>> ListAsync(bool closed, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(connection => ReviewTable.List(connection, closed, limit), cancellationToken);

    /// <summary>How many are open and how many of them overdue.</summary>
    public (int Open, int Overdue) Count() => database.Read(connection => ReviewTable.Count(connection, clock.GetUtcNow()));

    /// <summary>One review with what was said, what the policy allows and the record's own id.</summary>
    /// <exception cref="FedHubException">NotFound: there is no such review.</exception>
    public async Task<ReviewDetails> FindAsync(long id, CancellationToken cancellationToken)
    {
        var (item, votes) = await database.ReadAsync(connection => (ReviewTable.Find(connection, id), ReviewTable.Votes(connection, id)), cancellationToken);
        return item is null
            ? throw new FedHubException(ErrorCode.NotFound, "There is no such review; `fedhub node review list` shows those that there are.")
            : new ReviewDetails(item, votes, PolicyFor(item), index.RecordFor(item.Record)?.RecordId);
    }

    /// <summary>Takes a person's decision. The same decision by the same person again changes nothing.</summary>
    /// <returns>The review as it stands then.</returns>
    /// <exception cref="FedHubException">Somebody decided first, or the decision is not one that the policy allows; says what to do.</exception>
    public async Task<ReviewDetails> DecideAsync(ReviewOrder order, CancellationToken cancellationToken)
    {
        var seen = await FindAsync(order.Id, cancellationToken);
        if (IsRepeated(seen, order))
        {
            return seen;
        }

        Check(seen, order);
        var vote = new ReviewVote(clock.GetUtcNow(), order.Reviewer, order.Outcome, order.Ground, order.Reason);
        var isSettled = !seen.Item.TwoPersons || (seen.Votes is [.., var last] && seen.Item.State == ReviewState.Proposed && Agrees(last, order));
        var taken = isSettled
            ? await closer.CloseAsync(seen.Item, vote, ReviewState.Decided, seen.Policy, cancellationToken)
            : await database.WriteAsync(connection => ReviewTable.TryVote(connection, seen.Item, vote, ReviewState.Proposed), cancellationToken);
        if (!taken)
        {
            throw Overtaken(await FindAsync(order.Id, cancellationToken));
        }

        return await FindAsync(order.Id, cancellationToken);
    }

    private static bool IsRepeated(ReviewDetails seen, ReviewOrder order)
        => seen.Votes is [.., var last] && last.Outcome == order.Outcome && string.Equals(last.Ground, order.Ground, StringComparison.Ordinal)
            && string.Equals(last.Reviewer, order.Reviewer, StringComparison.Ordinal);

    private static bool Agrees(ReviewVote last, ReviewOrder order)
        => !string.Equals(last.Reviewer, order.Reviewer, StringComparison.Ordinal) && last.Outcome == order.Outcome
            && string.Equals(last.Ground, order.Ground, StringComparison.Ordinal);

    private static void Check(ReviewDetails seen, ReviewOrder order)
    {
        if (!seen.Item.IsOpen || seen.Item.Version != order.Version)
        {
            throw Overtaken(seen);
        }

        if (string.IsNullOrWhiteSpace(order.Reason) || order.Reason.Length > MaxReasonLength)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "Give a reason of at most 500 characters; it stays at this node.");
        }

        if (order.Outcome == DisclosureOutcome.Refused)
        {
            if (!seen.Policy.Grounds.Contains(order.Ground, StringComparer.Ordinal))
            {
                throw new FedHubException(ErrorCode.InvalidInput, "A refusal needs a ground of the policy's list: " + string.Join("; ", seen.Policy.Grounds) + ".");
            }
        }
        else if (order.Ground.Length > 0)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "A ground goes with a refusal only.");
        }

        CheckPolicy(seen, order.Outcome);
    }

    /// <summary>A policy that was narrowed since the question came binds the reviewer too.</summary>
    private static void CheckPolicy(ReviewDetails seen, DisclosureOutcome outcome)
    {
        var allowed = outcome switch
        {
            DisclosureOutcome.Disclosed => seen.Policy.Outcome is DisclosureOutcome.Disclosed or DisclosureOutcome.UnderReview,
            DisclosureOutcome.Referred => seen.Policy.Outcome != DisclosureOutcome.Refused,
            DisclosureOutcome.Refused => true,
            _ => throw new FedHubException(ErrorCode.InvalidInput, "A review ends in disclose, refer or refuse."),
        };
        if (!allowed)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "The policy was changed since and does not allow this any more; refer or refuse.");
        }

        if (outcome != DisclosureOutcome.Refused && seen.RecordId is null)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "The record was withdrawn; the asker is told within a minute that there is none.");
        }
    }

    private static FedHubException Overtaken(ReviewDetails now) => new(ErrorCode.FailedPrecondition, now.Item.State switch
    {
        ReviewState.Lapsed => "Nobody decided in time; the asker was refused. Your decision was not taken.",
        ReviewState.Withdrawn => "The record was withdrawn; the asker was told that there is none. Your decision was not taken.",
        ReviewState.Decided => $"{now.Votes[^1].Reviewer} has decided already: {now.Votes[^1].Outcome}. Your decision was not taken.",
        ReviewState.Proposed => $"{now.Votes[^1].Reviewer} has decided meanwhile: {now.Votes[^1].Outcome}. Look at the review again; it needs two persons who decide alike.",
        _ => "The review has changed meanwhile. Look at it again.",
    });

    private DisclosureDecision PolicyFor(ReviewItem item)
    {
        var decision = policy.DecideDisclosure(item.Collection, item.Origin, item.Purpose, item.Category);

        // A policy that was changed may name no grounds any more; a refusal must stay possible.
        return decision.Grounds.Count > 0 ? decision : decision with { Grounds = [decision.Ground ?? NoGround] };
    }
}
