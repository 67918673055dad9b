using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>How the question to one slot ended.</summary>
/// <param name="Class">The slot's class.</param>
/// <param name="Outcome">
/// <see cref="Outcome.NoHit"/> only when the answer was verified and looked up in exactly the filter it names; <see cref="Outcome.Hit"/> when tags
/// were found there and the owner is asked about them; else why there is no answer.
/// </param>
/// <param name="RetryAt">When to try again, where the owner said so.</param>
/// <param name="IsDenied">Whether the owner's policy does not admit the purpose or agency, so that the slot was not asked.</param>
internal sealed record SlotVerdict(IdentifierClass Class, Outcome Outcome, DateTimeOffset? RetryAt = null, bool IsDenied = false)
{
    /// <summary>Why, where the outcome does not say it.</summary>
    public SlotReason Reason { get; init; }

    /// <summary>How far the owner's clock is ahead of the own one, where that is the reason; negative when it is behind.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>Whether nothing more is to be expected. A policy that does not admit has decided; what could not be read may be typed again.</summary>
    public bool IsFinal => IsDenied || OutcomeMerger.IsFinal(Outcome);
}
