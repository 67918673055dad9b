namespace FedHub.Protocol;

/// <summary>The one table of sentences that people read with an outcome.</summary>
public static class OutcomeSentences
{
    /// <summary>What the outcome means to the officer.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Hit => "Holds a matching record; contact the desk.",
        Outcome.Referred => "Knows the person; nothing is listed here. Contact the desk, and nobody else.",
        Outcome.UnderReview => "Holds a record; a person there decides what to release.",
        Outcome.Refused => "Holds a record and refuses to release it.",
        Outcome.NoHit => "Looked and holds no matching record.",
        Outcome.NotAsked => "Was not asked: purpose, policy or the details given do not allow it. This is not a no-hit.",
        Outcome.Unreachable => "Did not answer in time. This is not a no-hit: search again later.",
        Outcome.Expired => "The search expired before it was answered, or a clock is wrong. This is not a no-hit: search again.",
        Outcome.Waiting => "Is away; the search waits until it returns. This is not a no-hit.",
        Outcome.OverBudget => "Did not look: today's budget is used up. This is not a no-hit.",
        Outcome.FilterUnavailable => "Answered, but its current index could not be had. This is not a no-hit: search again.",
        Outcome.FailedSelfTest => "Cannot be relied on: its test record was not found. This is not a no-hit: tell its desk.",
        Outcome.RuleSetMismatch => "Runs other matching rules; its answer would mean nothing. This is not a no-hit.",
        Outcome.FailedVerification => "Its answer did not verify and was thrown away. This is not a no-hit: tell your administrator.",
        Outcome.LogForked => "The federation's log showed two histories; nothing is believed. Tell your administrator at once.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Every outcome has a sentence."),
    };
}
