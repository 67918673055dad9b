namespace FedHub.Protocol;

/// <summary>What is said of one member's collection. Only <see cref="NoHit"/> means no hit.</summary>
public enum Outcome
{
    /// <summary>A record was disclosed.</summary>
    Hit = 1,

    /// <summary>A record exists; only the desk is named.</summary>
    Referred = 2,

    /// <summary>A person at the owner decides; a due time is given.</summary>
    UnderReview = 3,

    /// <summary>The owner refuses, with a ground.</summary>
    Refused = 4,

    /// <summary>Looked, in exactly the filter the owner answered for, and found nothing.</summary>
    NoHit = 5,

    /// <summary>Policy, purpose or missing keys do not allow the question.</summary>
    NotAsked = 6,

    /// <summary>The member did not answer in time.</summary>
    Unreachable = 7,

    /// <summary>The query's lifetime ended first.</summary>
    Expired = 8,

    /// <summary>The hub holds the query until the member returns.</summary>
    Waiting = 9,

    /// <summary>A budget is used up.</summary>
    OverBudget = 10,

    /// <summary>The filter that the answer names could not be had.</summary>
    FilterUnavailable = 11,

    /// <summary>The slot's canary was not found.</summary>
    FailedSelfTest = 12,

    /// <summary>Asker and owner do not share a rule set.</summary>
    RuleSetMismatch = 13,

    /// <summary>A signature, digest or proof did not verify.</summary>
    FailedVerification = 14,

    /// <summary>The log showed two histories.</summary>
    LogForked = 15,
}
