using System.Collections.Frozen;
using FedHub.Cryptography.Match;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Import;

/// <summary>How the columns of a file become the fields of records. The format is described in docs/import.md.</summary>
public sealed record ImportMapping
{
    internal ImportMapping()
    {
    }

    /// <summary>True when the file is Windows-1251; false for UTF-8.</summary>
    public bool IsWindows1251 { get; internal init; }

    /// <summary>What separates the columns.</summary>
    public char Delimiter { get; internal init; } = ',';

    /// <summary>Whether quoted values may hold line breaks.</summary>
    public bool Multiline { get; internal init; }

    /// <summary>Header of each column used, with the field that it fills.</summary>
    internal FrozenDictionary<string, string> Columns { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Values for fields that no column fills.</summary>
    internal FrozenDictionary<string, string> Constants { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Words of the file for categories, lower case.</summary>
    internal FrozenDictionary<string, RecordCategory> Categories { get; init; } = FrozenDictionary<string, RecordCategory>.Empty;

    /// <summary>Words of the file for M, F and X, lower case.</summary>
    internal FrozenDictionary<string, string> Sexes { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Where each category goes. A category that is not here is refused.</summary>
    internal FrozenDictionary<RecordCategory, CollectionName> Routes { get; init; } = FrozenDictionary<RecordCategory, CollectionName>.Empty;

    internal IReadOnlyList<DateFormat> DateFormats { get; init; } = [DateFormat.Iso];

    /// <summary>Country of records that name none; ISO 3166 alpha-3.</summary>
    internal string? Country { get; init; }

    /// <summary>Put before each record id, so that two sources do not share ids.</summary>
    internal string RecordIdPrefix { get; init; } = "";

    /// <summary>Reads a mapping.</summary>
    /// <param name="yaml">The mapping file's text.</param>
    /// <param name="policies">Collections that records may go to.</param>
    /// <exception cref="FedHubException">It is wrong; the message names line and column.</exception>
    public static ImportMapping Parse(string yaml, CollectionPolicies policies) => ImportMappingReader.Read("mapping", yaml, policies);
}
