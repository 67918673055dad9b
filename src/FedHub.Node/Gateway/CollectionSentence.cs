using System.Globalization;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>The words that an officer reads with the outcome of one collection.</summary>
internal static class CollectionSentence
{
    private const string Denied = "Was not asked: its policy does not allow this purpose. This is not a no-hit.";
    private const string NothingOfTheKind = "Was not asked: nothing of what was given can be looked up here. This is not a no-hit.";

    private const string HubAway = "Was not asked: your node cannot reach the federation's hub, and nothing was sent. This is not a no-hit: search again later, or with --wait.";
    private const string HubLost = "No answer came, and your node lost the federation's hub: whether it was asked is not known. This is not a no-hit: search again.";

    /// <summary>The sentence with what else the reader must know: classes that were not asked, were refused or were not looked up.</summary>
    /// <param name="outcome">Of the collection.</param>
    /// <param name="slots">How each of its slots ended, before any disclosure.</param>
    public static string Of(Outcome outcome, IReadOnlyCollection<SlotVerdict> slots)
    {
        if (outcome == Outcome.NotAsked)
        {
            return slots.Any(slot => slot.Outcome != Outcome.NotAsked) ? LookedUpInPart(slots)
                : slots.Any(slot => slot.IsDenied) ? Denied
                : slots.Count == 0 ? NothingOfTheKind
                : OutcomeSentences.Of(outcome);
        }

        var saysOfARecord = outcome is Outcome.Hit or Outcome.Referred or Outcome.UnderReview or Outcome.Refused;
        var notAsked = Classes(slots, slot => slot.Outcome == Outcome.NotAsked);
        var refused = outcome == Outcome.Refused ? "" : Classes(slots, slot => slot.Outcome == Outcome.Refused);

        // Where nothing at all was looked up, the outcome's own sentence says so.
        var notLookedUp = saysOfARecord || slots.Any(slot => slot.Outcome is Outcome.Hit or Outcome.NoHit)
            ? Classes(slots, slot => slot.Outcome != Outcome.NotAsked && !OutcomeMerger.IsFinal(slot.Outcome))
            : "";
        return Main(outcome, slots)
            + (notAsked.Length > 0 ? $" Not asked, or not in full, by {notAsked}." : "")
            + (refused.Length > 0 ? $" Refused by {refused}." : "")
            + (notLookedUp.Length > 0 ? $" Not looked up by {notLookedUp}{(saysOfARecord ? ": there may be more" : "")}." : "");
    }

    private static string Main(Outcome outcome, IReadOnlyCollection<SlotVerdict> slots)
        => slots.FirstOrDefault(slot => slot.Outcome == outcome && slot.Reason != SlotReason.None) switch
        {
            { Reason: SlotReason.HubAway } => HubAway,
            { Reason: SlotReason.HubLost } => HubLost,
            { Reason: SlotReason.ClocksApart } slot => ClocksApart(slot.ClockAhead),
            _ => OutcomeSentences.Of(outcome),
        };

    private static string ClocksApart(TimeSpan ahead) => string.Create(
        CultureInfo.InvariantCulture,
        $"Did not look: its clock is {Math.Max(1, Math.Round(ahead.Duration().TotalMinutes)):0} minutes {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} your node's, ")
        + "so it takes the search for one of another time. One of the two clocks is wrong. This is not a no-hit: tell your administrator and its desk.";

    private static string LookedUpInPart(IReadOnlyCollection<SlotVerdict> slots)
        => $"Not all that was given was asked: not, or not in full, by {Classes(slots, slot => slot.Outcome == Outcome.NotAsked)}. "
            + "What was asked met no record. This is not a no-hit.";

    private static string Classes(IEnumerable<SlotVerdict> slots, Func<SlotVerdict, bool> predicate)
        => string.Join(", ", slots.Where(predicate).Select(slot => slot.Class.ToToken()).Distinct(StringComparer.Ordinal));
}
