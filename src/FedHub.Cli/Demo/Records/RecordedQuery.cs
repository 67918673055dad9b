namespace FedHub.Cli.Demo.Records;

/// <summary>One line of a file of queries, as it stands there.</summary>
internal sealed record RecordedQuery
{
    public required string QueryId { get; init; }

    /// <summary>The member that asks, ISO3.</summary>
    public required string Origin { get; init; }

    /// <summary>Purpose token.</summary>
    public required string Purpose { get; init; }

    public string FullName { get; init; } = "";

    public string DateOfBirth { get; init; } = "";

    public string Passport { get; init; } = "";

    public string NationalId { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Vehicle { get; init; } = "";

    public string Account { get; init; } = "";

    /// <summary>The id only: the rest is about a person.</summary>
    public override string ToString() => $"RecordedQuery({QueryId})";
}
