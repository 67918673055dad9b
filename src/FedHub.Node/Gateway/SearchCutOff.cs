using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>How a collection stands that had not its last word when the search ended. It follows from how the search ended, so it is never kept.</summary>
/// <param name="Outcome">Never a no-hit.</param>
/// <param name="Sentence">For the officer.</param>
internal sealed record SearchCutOff(Outcome Outcome, string Sentence)
{
    /// <summary>The node failed, or was stopped for good, before an answer was taken.</summary>
    public static SearchCutOff BrokeOff { get; } = new(
        Outcome.Unreachable, "The search broke off at your own node before this was answered. This is not a no-hit: search again.");

    /// <summary>The search was taken back.</summary>
    public static SearchCutOff TakenBack { get; } = new(Outcome.Expired, "The search was taken back before this was answered. This is not a no-hit.");

    /// <summary>The own records could not be read.</summary>
    public static SearchCutOff OwnFailed { get; } = new(
        Outcome.FilterUnavailable, "Your own country's records could not be looked in. This is not a no-hit: search again, and tell your administrator.");
}
