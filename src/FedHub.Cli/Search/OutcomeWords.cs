using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>Which outcomes of the closed list settle the question.</summary>
internal static class OutcomeWords
{
    /// <summary>Whether the country has said what it will say. Only these leave a search complete.</summary>
    public static bool IsFinal(Outcome outcome) => outcome is Outcome.Hit or Outcome.Referred or Outcome.Refused or Outcome.NoHit;

    /// <summary>Whether the outcome says that somebody misbehaved or data are corrupt.</summary>
    public static bool IsVerificationFailure(Outcome outcome) => outcome is Outcome.FailedVerification or Outcome.LogForked;
}
