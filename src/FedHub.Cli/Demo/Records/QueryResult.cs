using FedHub.Cli.Search;

namespace FedHub.Cli.Demo.Records;

/// <summary>What came of one query of a file.</summary>
internal sealed record QueryResult
{
    public required string QueryId { get; init; }

    public TimeSpan Elapsed { get; init; }

    /// <summary>By country, then outcome.</summary>
    public IReadOnlyList<CountryOutcome> Outcomes { get; init; } = [];

    /// <summary>Ids of disclosed records by country, in place of their handles.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RecordIds { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Why it could not be asked; never holds what was to be searched.</summary>
    public string? Error { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public override string ToString() => $"QueryResult({QueryId})";
}
