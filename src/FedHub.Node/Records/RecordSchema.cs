using System.Buffers;
using System.Collections.Frozen;

namespace FedHub.Node.Records;

/// <summary>The names of a record's fields, in mappings and in policies.</summary>
public static class RecordSchema
{
    /// <summary>The country's own identifier of the record.</summary>
    public const string RecordId = "record_id";

    /// <summary>Name as one text.</summary>
    public const string FullName = "full_name";

    /// <summary>Family name.</summary>
    public const string FamilyName = "family_name";

    /// <summary>Given names.</summary>
    public const string GivenName = "given_name";

    /// <summary>Date of birth, in part or in full.</summary>
    public const string DateOfBirth = "date_of_birth";

    /// <summary>Nationality.</summary>
    public const string Nationality = "nationality";

    /// <summary>M, F or X.</summary>
    public const string Sex = "sex";

    /// <summary>Passports and other documents; several allowed.</summary>
    public const string Document = "document";

    /// <summary>Issuer of the line's documents that name none.</summary>
    public const string DocumentCountry = "document_country";

    /// <summary>National personal numbers; several allowed.</summary>
    public const string NationalId = "national_id";

    /// <summary>Phones; several allowed.</summary>
    public const string Phone = "phone";

    /// <summary>Plates; several allowed.</summary>
    public const string Vehicle = "vehicle";

    /// <summary>Accounts; several allowed.</summary>
    public const string Account = "account";

    /// <summary>Category; never released by name, for the disclosure has its own place for it.</summary>
    public const string Category = "category";

    /// <summary>Citizenships, ISO 3166 alpha-3; several allowed.</summary>
    public const string Citizenship = "citizenship";

    /// <summary>Age band, from <see cref="RecordCodes.AgeBand"/>.</summary>
    public const string AgeBand = "age_band";

    /// <summary>Forms of exploitation, from <see cref="RecordCodes.FormOfExploitation"/>; several allowed.</summary>
    public const string FormOfExploitation = "form_of_exploitation";

    /// <summary>Means, from <see cref="RecordCodes.Means"/>; several allowed.</summary>
    public const string Means = "means";

    /// <summary>Recruitment channels, from <see cref="RecordCodes.RecruitmentChannel"/>; several allowed.</summary>
    public const string RecruitmentChannel = "recruitment_channel";

    /// <summary>Countries of the way, in order: <c>KGZ&gt;KAZ&gt;TUR</c>.</summary>
    public const string Route = "route";

    /// <summary>Last day, or moment, on which the record may be found; never released.</summary>
    public const string ExpiresAt = "expires_at";

    /// <summary>Whether the line withdraws its record; never stored.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>What the names of free fields begin with.</summary>
    public const string SummaryPrefix = "summary.";

    private static readonly SearchValues<char> _summaryCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly FrozenSet<string> _fields = new[]
    {
        RecordId, FullName, FamilyName, GivenName, DateOfBirth, Nationality, Sex, Document, DocumentCountry, NationalId, Phone, Vehicle, Account, Category,
        Citizenship, AgeBand, FormOfExploitation, Means, RecruitmentChannel, Route, ExpiresAt, Withdrawn,
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> _lists = new[]
    {
        Document, NationalId, Phone, Vehicle, Account, Citizenship, FormOfExploitation, Means, RecruitmentChannel,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>All fields but the free ones.</summary>
    internal static IReadOnlySet<string> Fields => _fields;

    /// <summary>Fields that take several values.</summary>
    internal static IReadOnlySet<string> Lists => _lists;

    /// <summary>Whether a mapping may fill it: a field of the schema, or <c>summary.</c> and a name of lower-case letters, digits and underscores.</summary>
    public static bool IsField(string name) => _fields.Contains(name) || IsSummary(name);

    /// <summary>Whether a policy may release it.</summary>
    public static bool IsReleasable(string name) => IsField(name) && name is not (Category or DocumentCountry or ExpiresAt or Withdrawn);

    /// <summary>The fields of the schema that a policy may release, by name; free fields besides.</summary>
    public static IReadOnlyList<string> ReleasableFields => [.. _fields.Where(IsReleasable).Order(StringComparer.Ordinal)];

    /// <summary>Whether it takes several values.</summary>
    internal static bool IsList(string name) => _lists.Contains(name);

    /// <summary>Whether it is a free field.</summary>
    internal static bool IsSummary(string name) =>
        name.StartsWith(SummaryPrefix, StringComparison.Ordinal)
        && name.Length is > 8 and <= 40
        && !name.AsSpan(SummaryPrefix.Length).ContainsAnyExcept(_summaryCharacters);
}
