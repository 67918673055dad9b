using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>The one table of sentences that people read with an outcome.</summary>
internal static class OutcomeSentences
{
    /// <summary>The sentence of an outcome.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Hit => "A record matches and was disclosed.",
        Outcome.Referred => "A record exists. Contact the desk; nothing else is released.",
        Outcome.UnderReview => "A record may match. A person at the owner decides until the time given.",
        Outcome.Refused => "The owner refuses to answer.",
        Outcome.NoHit => "Nothing found.",
        Outcome.NotAsked => "Not asked: the purpose, the owner's policy or the kind of data searched does not allow it.",
        Outcome.Unreachable => "No answer in time. This is not a no-hit; search again later.",
        Outcome.Expired => "The search expired before an answer came. This is not a no-hit.",
        Outcome.Waiting => "The hub holds the search until the country returns. This is not a no-hit.",
        Outcome.OverBudget => "A search budget is used up. This is not a no-hit; search again at the time given.",
        Outcome.FilterUnavailable => "The filter that the answer refers to could not be had. This is not a no-hit; search again.",
        Outcome.FailedSelfTest => "The country's self-test fails, so its answers cannot be relied on. This is not a no-hit.",
        Outcome.RuleSetMismatch => "The two countries do not share a rule set. This is not a no-hit; tell your node's administrator.",
        Outcome.FailedVerification => "The answer did not verify and is discarded. This is not a no-hit; tell your node's administrator.",
        Outcome.LogForked => "The hub showed two histories. Answers are suspended; tell your node's administrator.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Every outcome has a sentence."),
    };

    /// <summary>The sentence with what else the reader must know: classes that were not asked, were refused or were not looked up.</summary>
    /// <param name="outcome">Of the collection.</param>
    /// <param name="slots">How each of its slots ended, before any disclosure.</param>
    public static string Of(Outcome outcome, IReadOnlyCollection<SlotVerdict> slots)
    {
        var sentence = Of(outcome);
        if (outcome == Outcome.NotAsked)
        {
            return sentence;
        }

        var saysOfARecord = outcome is Outcome.Hit or Outcome.Referred or Outcome.UnderReview or Outcome.Refused;
        var notAsked = Classes(slots, slot => slot.Outcome == Outcome.NotAsked);
        var refused = outcome == Outcome.Refused ? "" : Classes(slots, slot => slot.Outcome == Outcome.Refused);

        // Where nothing at all was looked up, the outcome's own sentence says so.
        var notLookedUp = saysOfARecord || slots.Any(slot => slot.Outcome is Outcome.Hit or Outcome.NoHit)
            ? Classes(slots, slot => !OutcomeMerger.IsFinal(slot.Outcome))
            : "";
        return sentence
            + (notAsked.Length > 0 ? $" Not asked by {notAsked}." : "")
            + (refused.Length > 0 ? $" Refused by {refused}." : "")
            + (notLookedUp.Length > 0 ? $" Not looked up by {notLookedUp}{(saysOfARecord ? ": there may be more" : "")}." : "");
    }

    private static string Classes(IEnumerable<SlotVerdict> slots, Func<SlotVerdict, bool> predicate)
        => string.Join(", ", slots.Where(predicate).Select(slot => slot.Class.ToToken()).Distinct(StringComparer.Ordinal));
}
