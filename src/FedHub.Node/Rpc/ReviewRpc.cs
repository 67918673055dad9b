using FedHub.Contracts.Node.V1;
using FedHub.Node.Access;
using FedHub.Node.Officers;
using FedHub.Node.Records;
using FedHub.Node.Review;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;
using DisclosureOutcome = FedHub.Protocol.DisclosureOutcome;
using ReviewDetails = FedHub.Node.Review.ReviewDetails;
using ReviewState = FedHub.Node.Review.ReviewState;
using ReviewVote = FedHub.Contracts.Node.V1.ReviewVote;

namespace FedHub.Node.Rpc;

/// <summary>The review service: for the operator, and for officers with the role of a reviewer.</summary>
internal sealed class ReviewRpc(ReviewBoard board, OfficerRegister officers, TimeProvider clock) : ReviewService.ReviewServiceBase
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 500;

    public override async Task<ListReviewsResponse> ListReviews(ListReviewsRequest request, ServerCallContext context)
    {
        var limit = request.Limit == 0 ? DefaultLimit : (int)Math.Min(request.Limit, MaxLimit);
        var (open, overdue) = board.Count();
        var response = new ListReviewsResponse { OpenCount = (uint)open, OverdueCount = (uint)overdue };
        response.Reviews.AddRange((await board.ListAsync(request.Closed, limit, context.CancellationToken)).Select(Write));
        return response;
    }

    public override async Task<GetReviewResponse> GetReview(GetReviewRequest request, ServerCallContext context)
        => new() { Review = Write(await board.FindAsync((long)request.Id, context.CancellationToken)) };

    public override async Task<DecideReviewResponse> DecideReview(DecideReviewRequest request, ServerCallContext context)
    {
        var caller = NodeCaller.Of(context);
        RequireAnotherPerson(await board.FindAsync((long)request.Id, context.CancellationToken), caller);
        var order = new ReviewOrder(
            (long)request.Id, (int)request.Version, caller.Name, (DisclosureOutcome)(int)request.Outcome, request.Ground, request.Reason);
        return new DecideReviewResponse { Review = Write(await board.DecideAsync(order, context.CancellationToken)) };
    }

    /// <summary>One person with two enrolments is still one.</summary>
    private void RequireAnotherPerson(ReviewDetails review, NodeCaller caller)
    {
        if (review.Item.State == ReviewState.Proposed && review.Votes is [.., var last]
            && !string.Equals(last.Reviewer, caller.Name, StringComparison.Ordinal)
            && officers.All.FirstOrDefault(officer => string.Equals(officer.OfficerId, last.Reviewer, StringComparison.Ordinal)) is { } first
            && caller.IsSamePersonAs(first))
        {
            throw new FedHubException(ErrorCode.RoleMissing, "You have decided already under another enrolment; a second person must.");
        }
    }

    private Contracts.Node.V1.ReviewDetails Write(ReviewDetails details)
    {
        var message = new Contracts.Node.V1.ReviewDetails { Review = Write(details.Item), RecordId = details.RecordId ?? "" };
        message.Releases.AddRange(details.Policy.SummaryFields);
        message.Grounds.AddRange(details.Policy.Grounds);
        message.Votes.AddRange(details.Votes.Select(vote => new ReviewVote
        {
            AtMs = vote.At.ToUnixTimeMilliseconds(),
            Reviewer = vote.Reviewer,
            Outcome = (Contracts.Query.V1.DisclosureOutcome)(int)vote.Outcome,
            Ground = vote.Ground,
            Reason = vote.Reason,
        }));
        return message;
    }

    private Contracts.Node.V1.Review Write(ReviewItem item)
    {
        var message = new Contracts.Node.V1.Review
        {
            Id = (ulong)item.Id,
            State = (Contracts.Node.V1.ReviewState)((int)item.State + 1),
            Version = (uint)item.Version,
            Origin = item.Origin.ToString(),
            Officer = item.Officer,
            Agency = item.Agency,
            Purpose = (Contracts.Common.V1.Purpose)(int)item.Purpose,
            LegalBasis = item.LegalBasis,
            Collection = item.Collection.ToString(),
            Category = item.Category.ToToken(),
            QueryId = ByteString.CopyFrom(item.QueryId.ToArray()),
            AskedAtMs = item.AskedAt.ToUnixTimeMilliseconds(),
            DueAtMs = item.DueAt.ToUnixTimeMilliseconds(),
            LapsesAtMs = item.LapsesAt.ToUnixTimeMilliseconds(),
            Overdue = item.IsOverdue(clock.GetUtcNow()),
            TwoPersons = item.TwoPersons,
            Outcome = (Contracts.Query.V1.DisclosureOutcome)(int)(item.Outcome ?? default),
            DecidedAtMs = item.DecidedAt?.ToUnixTimeMilliseconds() ?? 0,
        };
        message.KeyKinds.AddRange(item.KeyKinds.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return message;
    }
}
