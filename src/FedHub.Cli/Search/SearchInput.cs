using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>What the officer typed.</summary>
internal sealed record SearchInput
{
    public string FullName { get; init; } = "";

    public string DateOfBirth { get; init; } = "";

    public IReadOnlyList<string> Documents { get; init; } = [];

    public IReadOnlyList<string> PersonalNumbers { get; init; } = [];

    public IReadOnlyList<string> Phones { get; init; } = [];

    public IReadOnlyList<string> Vehicles { get; init; } = [];

    public IReadOnlyList<string> Accounts { get; init; } = [];

    public string MachineReadableZone { get; init; } = "";

    public required Purpose Purpose { get; init; }

    public required string LegalBasis { get; init; }

    public required string CaseReference { get; init; }

    /// <summary>Members to ask; empty means all that the purpose allows.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Search what was typed although a check digit failed.</summary>
    public bool AsTyped { get; init; }

    /// <summary>How long the hub holds the query for countries that are away; zero for an interactive query.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Ask nobody for disclosure before the officer has chosen whom.</summary>
    public bool Confirms { get; init; }

    /// <summary>The bulk screening and the row of it that this is; null for every other search.</summary>
    public (ScreeningId Id, uint Row)? Screening { get; init; }

    /// <summary>The type only: the rest is about a person.</summary>
    public override string ToString() => nameof(SearchInput);
}
