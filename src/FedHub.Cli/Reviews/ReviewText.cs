using FedHub.Cli.Searches;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Node.V1;
using FedHub.Protocol;

namespace FedHub.Cli.Reviews;

/// <summary>Reviews in lines of text.</summary>
internal static class ReviewText
{
    public static string Line(Review review) => FormattableString.Invariant(
        $"{review.Id,5}  {State(review),-9}  due {SearchesText.Time(review.DueAtMs)}  {review.Origin}  {Tokens.Of((Purpose)(int)review.Purpose)}  {review.Collection}/{review.Category}{(review.TwoPersons ? "  two persons" : "")}");

    public static string Counts(uint open, uint overdue)
        => FormattableString.Invariant($"{open} open, {overdue} overdue.{(overdue > 0 ? " One that nobody decides is refused 14 days after its due time." : "")}");

    public static IEnumerable<string> Lines(ReviewDetails details)
    {
        var review = details.Review;
        yield return FormattableString.Invariant($"review    {review.Id}, {State(review)}{(review.TwoPersons ? ", needs two persons who decide alike" : "")}");
        yield return $"asks      {review.Origin}, {PrintableText.Of(review.Agency)}, officer {PrintableText.Of(review.Officer)}";
        yield return $"why       {Tokens.Of((Purpose)(int)review.Purpose)}, {PrintableText.Of(review.LegalBasis)}";
        yield return $"record    {(details.RecordId.Length == 0 ? "withdrawn" : PrintableText.Of(details.RecordId))} ({review.Collection}, {review.Category})";
        yield return $"met on    {string.Join(", ", review.KeyKinds)}";
        yield return $"asked     {SearchesText.Time(review.AskedAtMs)}, due {SearchesText.Time(review.DueAtMs)}, refused by itself {SearchesText.Time(review.LapsesAtMs)}";
        yield return $"releases  {(details.Releases.Count == 0 ? "handle, category and desk only" : "handle, category, desk, " + string.Join(", ", details.Releases))}";
        yield return $"grounds   {string.Join("; ", details.Grounds)}";
        foreach (var vote in details.Votes)
        {
            var ground = vote.Ground.Length == 0 ? "" : $" ({vote.Ground})";
            yield return $"said      {SearchesText.Time(vote.AtMs)} {vote.Reviewer}: {Word(vote.Outcome)}{ground}: {PrintableText.Of(vote.Reason)}";
        }
    }

    public static string State(Review review) => review.State switch
    {
        ReviewState.Open => review.Overdue ? "OVERDUE" : "open",
        ReviewState.Proposed => review.Overdue ? "OVERDUE, proposed: " + Word(review.Outcome) : "proposed: " + Word(review.Outcome),
        ReviewState.Decided => Word(review.Outcome),
        ReviewState.Lapsed => "lapsed",
        ReviewState.Withdrawn => "withdrawn",
        _ => "unknown",
    };

    public static string Word(Contracts.Query.V1.DisclosureOutcome outcome) => (DisclosureOutcome)(int)outcome switch
    {
        DisclosureOutcome.Disclosed => "disclosed",
        DisclosureOutcome.Referred => "referred",
        DisclosureOutcome.UnderReview => "under-review",
        DisclosureOutcome.Refused => "refused",
        DisclosureOutcome.NoRecord => "no-record",
        DisclosureOutcome.EpochEnded => "epoch-ended",
        DisclosureOutcome.Canary => "canary",
        _ => "nothing",
    };
}
