namespace FedHub.Cli.Demo.Cast;

/// <summary>One search of the story, typed by an officer in Kazakhstan.</summary>
internal sealed record DemoSearch
{
    /// <summary>Stable name in the JSON result.</summary>
    public required string Name { get; init; }

    /// <summary>What the viewer is to watch for.</summary>
    public required string Story { get; init; }

    /// <summary>Purpose token.</summary>
    public required string Purpose { get; init; }

    public string FullName { get; init; } = "";

    public string DateOfBirth { get; init; } = "";

    public string Passport { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Vehicle { get; init; } = "";

    public string Account { get; init; } = "";

    /// <summary>The member whose node is stopped before this search; null for none.</summary>
    public string? StoppedMember { get; init; }

    public override string ToString() => $"DemoSearch({Name})";
}
