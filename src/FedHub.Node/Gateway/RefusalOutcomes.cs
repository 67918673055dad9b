using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>What an owner's signed refusal, or its silence, means to the officer.</summary>
internal static class RefusalOutcomes
{
    // An answer is under way for less than an interactive query lives.
    private static readonly TimeSpan _answersWithin = ProtocolLimits.InteractiveLifetime;

    /// <summary>The outcome of a refused slot or disclosure. None of them is a no-hit.</summary>
    public static Outcome Of(ErrorCode code) => code switch
    {
        ErrorCode.OverBudget => Outcome.OverBudget,
        ErrorCode.RuleSetMismatch => Outcome.RuleSetMismatch,
        ErrorCode.NotAdmitted => Outcome.Refused,
        // The time of the query is not in force at the owner, whichever of the two clocks is wrong: no proof of misbehaviour.
        ErrorCode.Expired or ErrorCode.ClockSkew => Outcome.Expired,
        ErrorCode.LogForked => Outcome.LogForked,
        ErrorCode.EpochUnknown or ErrorCode.UnknownSlot or ErrorCode.DirectoryStale => Outcome.FilterUnavailable,
        ErrorCode.Suspended or ErrorCode.NotAMember or ErrorCode.Unavailable or ErrorCode.FailedPrecondition => Outcome.Unreachable,
        _ => Outcome.FailedVerification,
    };

    /// <summary>How a refused slot stands. A query that its owner takes for expired, or for not begun, by a clock that is not ours is told as that.</summary>
    /// <param name="refusal">Signed by the owner.</param>
    /// <param name="identifierClass">The slot's class.</param>
    /// <param name="clockAhead">The owner's time in its answer less the own time.</param>
    public static SlotVerdict Of(Refusal refusal, IdentifierClass identifierClass, TimeSpan clockAhead)
    {
        var verdict = new SlotVerdict(identifierClass, Of(refusal.Code), refusal.RetryAt);
        return refusal.Code is ErrorCode.ClockSkew or ErrorCode.Expired && clockAhead.Duration() > _answersWithin
            ? verdict with { Reason = SlotReason.ClocksApart, ClockAhead = clockAhead }
            : verdict;
    }

    /// <summary>The outcome of a member that gives no answer.</summary>
    public static Outcome Of(SilenceReason reason) => reason switch
    {
        SilenceReason.Waiting => Outcome.Waiting,
        SilenceReason.Expired => Outcome.Expired,
        _ => Outcome.Unreachable,
    };

    /// <summary>Whether this side is behind, or the two are apart, so that fetching directory and manifests may help.</summary>
    public static bool AsksForRefresh(ErrorCode code) => code is ErrorCode.EpochUnknown or ErrorCode.UnknownSlot or ErrorCode.DirectoryStale;
}
