using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>What one country says, its collections taken together.</summary>
internal sealed record CountryOutcome
{
    public required string Country { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>Best grade of the collections with this outcome.</summary>
    public Grade Grade { get; init; }

    public IReadOnlyList<string> MatchedOn { get; init; } = [];

    /// <summary>Handles of disclosed records, hex; only for a hit.</summary>
    public IReadOnlyList<string> Handles { get; init; } = [];

    public override string ToString() => $"CountryOutcome({Country}: {Outcome})";
}
