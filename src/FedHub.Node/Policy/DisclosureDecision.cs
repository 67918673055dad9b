using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>What the owner's policy says of one record.</summary>
/// <param name="Outcome"><see cref="DisclosureOutcome.Disclosed"/>, <see cref="DisclosureOutcome.Referred"/>, <see cref="DisclosureOutcome.UnderReview"/> or <see cref="DisclosureOutcome.Refused"/>.</param>
/// <param name="SummaryFields">Names of the fields that may be released; empty unless disclosed or under review.</param>
/// <param name="DeskName">Desk of the own directory entry; null means its first.</param>
/// <param name="Ground">Why; only when refused.</param>
/// <param name="ReviewDue">How long a person has to decide; only when under review.</param>
public sealed record DisclosureDecision(
    DisclosureOutcome Outcome, IReadOnlyList<string> SummaryFields, string? DeskName, string? Ground, TimeSpan? ReviewDue)
{
    /// <summary>Whether two persons must decide alike; only when under review.</summary>
    public bool TwoPersons { get; init; }

    /// <summary>On what a person may refuse; only when under review.</summary>
    public IReadOnlyList<string> Grounds { get; init; } = [];

    /// <summary>In words: <c>disclosed (full_name, nationality), desk "National desk"</c>.</summary>
    public string ToText() => PolicyWords.Describe(this);
}
