namespace FedHub.Cli.Demo.People;

/// <summary>An invented person's or vehicle's record, with the columns of the demonstration's CSV files. Empty means unknown.</summary>
internal sealed record DemoPerson
{
    public required string RecordId { get; init; }

    public string FullName { get; init; } = "";

    /// <summary>YYYY, YYYY-MM or YYYY-MM-DD.</summary>
    public string DateOfBirth { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public string Nationality { get; init; } = "";

    /// <summary>ISO3:NUMBER.</summary>
    public string Passport { get; init; } = "";

    /// <summary>ISO3:NUMBER.</summary>
    public string NationalId { get; init; } = "";

    /// <summary>E.164.</summary>
    public string Phone { get; init; } = "";

    /// <summary>Plate, ISO3:PLATE.</summary>
    public string Vehicle { get; init; } = "";

    /// <summary>platform:handle, e-mail or IBAN.</summary>
    public string Account { get; init; } = "";

    public required string Category { get; init; }

    /// <summary>The id only, so that demonstration and real code have the same habits.</summary>
    public override string ToString() => $"DemoPerson({RecordId})";
}
