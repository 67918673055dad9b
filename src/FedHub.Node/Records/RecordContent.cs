using FedHub.Matching;

namespace FedHub.Node.Records;

/// <summary>All that is stored of one record, as it was written in the country's file.</summary>
internal sealed record RecordContent
{
    public required string RecordId { get; init; }

    public required RecordCategory Category { get; init; }

    public string? FullName { get; init; }

    public string? FamilyName { get; init; }

    public string? GivenName { get; init; }

    public PartialDate? DateOfBirth { get; init; }

    /// <summary>Nationality, or the mapping's country when the line has none.</summary>
    public string? Country { get; init; }

    public string? Sex { get; init; }

    public IReadOnlyList<string> Documents { get; init; } = [];

    public IReadOnlyList<string> PersonalNumbers { get; init; } = [];

    public IReadOnlyList<string> Phones { get; init; } = [];

    public IReadOnlyList<string> Vehicles { get; init; } = [];

    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>ISO 3166 alpha-3.</summary>
    public IReadOnlyList<string> Citizenships { get; init; } = [];

    /// <summary>Token of <see cref="RecordCodes.AgeBand"/>.</summary>
    public string? AgeBand { get; init; }

    /// <summary>Tokens of <see cref="RecordCodes.FormOfExploitation"/>.</summary>
    public IReadOnlyList<string> FormsOfExploitation { get; init; } = [];

    /// <summary>Tokens of <see cref="RecordCodes.Means"/>.</summary>
    public IReadOnlyList<string> Means { get; init; } = [];

    /// <summary>Tokens of <see cref="RecordCodes.RecruitmentChannel"/>.</summary>
    public IReadOnlyList<string> RecruitmentChannels { get; init; } = [];

    /// <summary>Countries in order, as <c>KGZ&gt;KAZ</c>.</summary>
    public string? Route { get; init; }

    /// <summary>From when on the record must not be found; null when only the collection's retention ends it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Free fields, <c>summary.*</c>.</summary>
    public IReadOnlyList<RecordField> Free { get; init; } = [];

    public override string ToString() => nameof(RecordContent);

    internal MatchSubject ToSubject() => new()
    {
        FullName = FullName,
        FamilyName = FamilyName,
        GivenName = GivenName,
        DateOfBirth = DateOfBirth,
        Country = Country,
        Documents = Documents,
        PersonalNumbers = PersonalNumbers,
        Phones = Phones,
        Vehicles = Vehicles,
        Accounts = Accounts,
    };

    /// <summary>The fields that have a value, in the schema's order.</summary>
    internal IReadOnlyList<RecordField> ToFields()
    {
        const string Separator = "; ";
        (string Name, string? Value)[] fields =
        [
            (RecordSchema.RecordId, RecordId),
            (RecordSchema.FullName, FullName),
            (RecordSchema.FamilyName, FamilyName),
            (RecordSchema.GivenName, GivenName),
            (RecordSchema.DateOfBirth, DateOfBirth?.ToString()),
            (RecordSchema.Nationality, Country),
            (RecordSchema.Sex, Sex),
            (RecordSchema.Document, string.Join(Separator, Documents)),
            (RecordSchema.NationalId, string.Join(Separator, PersonalNumbers)),
            (RecordSchema.Phone, string.Join(Separator, Phones)),
            (RecordSchema.Vehicle, string.Join(Separator, Vehicles)),
            (RecordSchema.Account, string.Join(Separator, Accounts)),
            (RecordSchema.Citizenship, string.Join(Separator, Citizenships)),
            (RecordSchema.AgeBand, AgeBand),
            (RecordSchema.FormOfExploitation, string.Join(Separator, FormsOfExploitation)),
            (RecordSchema.Means, string.Join(Separator, Means)),
            (RecordSchema.RecruitmentChannel, string.Join(Separator, RecruitmentChannels)),
            (RecordSchema.Route, Route),
        ];
        return [.. fields.Where(field => !string.IsNullOrEmpty(field.Value)).Select(field => new RecordField(field.Name, field.Value!)), .. Free];
    }
}
